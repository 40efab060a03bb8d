package dev.kerf.observe;

import dev.kerf.observe.prometheus.Access;
import dev.kerf.observe.prometheus.Client;
import dev.kerf.observe.prometheus.Range;
import dev.kerf.observe.series.Gathered;
import dev.kerf.observe.series.Gathering;
import dev.kerf.observe.series.Owners;
import java.time.InstantSource;

/** What a Prometheus, or what answers like one, knows of a cluster. */
public final class Prometheus implements AutoCloseable {
    private final Client client;
    private final InstantSource clock;

    private Prometheus(Client client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    /** The one at an address; nothing is asked yet. */
    public static Prometheus at(Access access) {
        return at(access, InstantSource.system());
    }

    /** The same where it is another time. */
    public static Prometheus at(Access access, InstantSource clock) {
        return new Prometheus(new Client(access), clock);
    }

    /**
     * All that it knows of the pods and GPUs of a time; {@code Range.last(Duration.ofDays(7), now)} is of five-minute steps.
     *
     * @throws dev.kerf.observe.prometheus.SourceException where it does not answer; one sentence with its address
     */
    public Gathered history(Range range, Owners owners) {
        return gathering(range, owners).history();
    }

    /** The same, to be read day by day. */
    public Gathering gathering(Range range, Owners owners) {
        return new Gathering(client, owners, range, clock);
    }

    @Override
    public void close() {
        client.close();
    }
}
