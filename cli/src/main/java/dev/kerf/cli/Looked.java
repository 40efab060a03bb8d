package dev.kerf.cli;

import dev.kerf.core.advise.Scene;
import dev.kerf.core.model.Cluster;
import dev.kerf.core.use.History;
import dev.kerf.objects.ReadOptions;
import dev.kerf.objects.ReadResult;
import java.time.InstantSource;

/** A cluster that was looked at, with what was measured of it, which can be read until it is closed. */
record Looked(Cluster cluster, Scene scene, Histories histories) implements AutoCloseable {
    /**
     * Reads the cluster, then its measurements.
     *
     * @throws dev.kerf.objects.read.InputException        if files cannot be used
     * @throws dev.kerf.kube.api.Unreachable               if a server does not answer
     * @throws dev.kerf.observe.prometheus.SourceException if nobody tells of measurements
     * @throws dev.kerf.observe.store.StoreException       if they cannot be kept or read where they are kept
     */
    static Looked at(ClusterOptions cluster, MeasureOptions measures, ReadOptions options, InstantSource clock) {
        Histories histories = measures.histories(clock);
        ReadResult result;
        if (cluster.isLive()) {
            try (ClusterServer server = cluster.server()) {
                result = server.read(null, clock.instant()).with(server.policies());
            }
        } else {
            result = cluster.files(options);
        }
        Cluster read = result.cluster();
        boolean done = false;
        try (Doing doing = Doing.onTerminal()) {
            doing.now(histories.doing());
            History history = histories.of(read);
            Scene scene = Advising.scene(read, history, measures.book(), result.policies());
            Looked looked = new Looked(read, scene, histories);
            done = true;
            return looked;
        } finally {
            if (!done) {
                histories.close();
            }
        }
    }

    @Override
    public void close() {
        histories.close();
    }
}
