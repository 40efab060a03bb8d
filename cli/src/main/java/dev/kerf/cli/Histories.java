package dev.kerf.cli;

import dev.kerf.core.model.Cluster;
import dev.kerf.core.use.History;
import dev.kerf.objects.read.InputException;
import dev.kerf.observe.prometheus.Access;
import dev.kerf.observe.prometheus.Range;
import dev.kerf.observe.store.Location;
import dev.kerf.observe.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Measurements of a cluster, as who measures it tells them; where a store is named, kept there and asked for once. Without
 * who measures it is read what others have kept. A history can be read until this is closed.
 */
final class Histories implements AutoCloseable {
    private static final Duration OLD = Duration.ofHours(1);
    private final @Nullable Supplier<Access> source;
    private final @Nullable Location location;
    private final Duration back;
    private final Duration kept;
    private final InstantSource clock;
    private @Nullable Store store;

    /**
     * @param source   asked each time, since tokens are renewed
     * @param location null: nothing is kept
     * @param back     how far back a history goes
     * @param kept     how long samples stay in the store
     */
    Histories(
            @Nullable Supplier<Access> source,
            @Nullable Location location,
            Duration back,
            Duration kept,
            InstantSource clock) {
        this.source = source;
        this.location = location;
        this.back = back;
        this.kept = kept.compareTo(back) < 0 ? back : kept;
        this.clock = clock;
    }

    /** Where who measures answers. */
    Access access() {
        if (source == null) {
            throw new InputException("nobody is named who measures the cluster; give --prometheus URL");
        }
        return source.get();
    }

    /** What is being done while it is read. */
    String doing() {
        String days = "reading " + back.toDays() + " days from ";
        return days + (location == null ? access().address() : location);
    }

    /**
     * The measurements, up to now.
     *
     * @throws dev.kerf.observe.prometheus.SourceException if nobody tells of measurements
     * @throws dev.kerf.observe.store.StoreException       if the store cannot be used
     * @throws InputException                              if nobody is asked and what is there is old
     */
    synchronized History of(Cluster cluster) {
        if (location == null) {
            return Advising.measured(access(), cluster, back, clock);
        }
        Store there = store == null ? Store.open(location) : store;
        store = there;
        if (source == null) {
            mustBeFresh(there);
        } else {
            Instant now = clock.instant();
            Advising.keep(there, access(), cluster, Range.last(back, now), clock);
            there.forget(now.minus(kept), Instant.EPOCH);
        }
        return there.history(back);
    }

    private void mustBeFresh(Store there) {
        if (there.end().isBefore(clock.instant().minus(OLD))) {
            String end = there.end().equals(Instant.EPOCH) ? "nothing" : "nothing that is newer than " + there.end();
            throw new InputException(
                    location + " holds " + end + "; give --prometheus URL, or look who should write it");
        }
    }

    @Override
    public synchronized void close() {
        if (store != null) {
            store.close();
        }
    }
}
