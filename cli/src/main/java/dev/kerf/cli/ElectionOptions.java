package dev.kerf.cli;

import dev.kerf.server.Election;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How one of several replicas is chosen; the options are named as kube-scheduler's. */
final class ElectionOptions {
    @Option(
            names = "--leader-elect",
            description = "run beside equal replicas: only the one that holds a Lease writes (default: off)")
    private boolean wanted;

    @Option(
            names = "--leader-elect-resource-namespace",
            paramLabel = "NAMESPACE",
            defaultValue = "kube-system",
            description = "of the Lease (default: ${DEFAULT-VALUE})")
    private String namespace = "kube-system";

    @Option(
            names = "--leader-elect-resource-name",
            paramLabel = "NAME",
            description = "of the Lease (default: the scheduler's name)")
    private @Nullable String lease;

    @Option(
            names = "--leader-elect-lease-duration",
            paramLabel = "SECONDS",
            defaultValue = "15",
            description = "how long others wait for a leader that fell silent (default: ${DEFAULT-VALUE})")
    private int seconds = 15;

    /** @param name the scheduler's */
    @Nullable
    Election election(String name) {
        String object = lease == null ? name : lease;
        return wanted ? new Election(namespace, object, Duration.ofSeconds(seconds)) : null;
    }
}
