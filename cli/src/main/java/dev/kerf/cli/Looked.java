package dev.kerf.cli;

import dev.kerf.core.advise.Scene;
import dev.kerf.core.model.Cluster;
import dev.kerf.core.use.History;
import dev.kerf.objects.ReadOptions;
import java.time.InstantSource;

/** A cluster that was looked at, with what was measured of it. */
record Looked(Cluster cluster, Scene scene) {
    /**
     * Reads the cluster, then its measurements.
     *
     * @throws dev.kerf.objects.read.InputException        if files cannot be used
     * @throws dev.kerf.kube.api.Unreachable               if a server does not answer
     * @throws dev.kerf.observe.prometheus.SourceException if nobody tells of measurements
     */
    static Looked at(ClusterOptions cluster, MeasureOptions measures, ReadOptions options, InstantSource clock) {
        var access = measures.access();
        Cluster read;
        if (cluster.isLive()) {
            try (ClusterServer server = cluster.server()) {
                read = server.read(null, clock.instant()).cluster();
            }
        } else {
            read = cluster.files(options).cluster();
        }
        History history = Advising.history(access, read, measures.back(), clock);
        return new Looked(read, Advising.scene(read, history, measures.book()));
    }
}
