package dev.kerf.cli;

import dev.kerf.fakecluster.FakeCluster;
import dev.kerf.fakecluster.Fleet;
import dev.kerf.fakecluster.Settings;
import dev.kerf.kube.install.Installation;
import dev.kerf.objects.read.InputException;
import dev.kerf.server.Running;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The cluster in memory that {@code kerf up} brings where it is given none. */
final class EmbeddedOptions {
    @Option(
            names = "--nodes",
            paramLabel = "FILE",
            description =
                    "the embedded cluster's nodes, a YAML list of {name, count, model, gpus, memory, cpu, labels, mig} (default:"
                            + " some of everything)")
    private @Nullable String nodes;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "where its kubeconfig goes (default: a temporary one, removed at the end)")
    private @Nullable Path directory;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "its port, on loopback (default: any that is free)")
    private int port;

    @Option(
            names = "--until-ready",
            hidden = true,
            description = "end as soon as it is ready, to train the start-up cache")
    private boolean untilReady;

    /** Whether any of these was given, which makes no sense with another cluster. */
    boolean given() {
        return nodes != null || directory != null || port != 0;
    }

    /**
     * Starts it, with its nodes and Kerf's own kinds.
     *
     * @throws InputException if it cannot; the message says why and what to do
     */
    FakeCluster start(Consumer<String> log) {
        List<Map<String, Object>> fleet =
                nodes == null ? Fleet.usual() : Fleet.read(nodes, System.in, warning -> log.accept(warning.toString()));
        FakeCluster cluster;
        try {
            cluster = FakeCluster.start(
                    Settings.whole().onPort(port).in(directory).logging(log));
        } catch (IOException impossible) {
            throw new InputException("cannot start the embedded cluster: " + impossible.getMessage());
        }
        Installation.kinds().forEach(kind -> cluster.create(kind.yaml()));
        try {
            fleet.forEach(cluster::create);
        } catch (IllegalArgumentException refused) {
            cluster.close();
            throw new InputException(
                    nodes + ": " + refused.getMessage() + "; give each line of nodes a name of its own");
        }
        return cluster;
    }

    /** Does something once the scheduler has seen everything. */
    void whenReady(Running running, Runnable then) {
        Thread.ofVirtual().name("ready").start(() -> {
            try {
                running.scheduler().awaitOpen();
                then.run();
                if (untilReady) {
                    running.close();
                }
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
