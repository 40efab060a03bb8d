package dev.kerf.cli;

import dev.kerf.sim.openb.OpenbFiles;
import dev.kerf.sim.openb.OpenbNode;
import dev.kerf.sim.openb.OpenbPod;
import dev.kerf.sim.openb.OpenbTrace;
import dev.kerf.sim.openb.OrderFile;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name the files of an openb trace. */
final class OpenbFilesOptions {
    @Option(names = "--nodes", required = true, paramLabel = "FILE", description = "node list, CSV, .gz too")
    @SuppressWarnings("NullAway.Init") // required
    private Path nodes;

    @Option(names = "--pods", required = true, paramLabel = "FILE", description = "pod list, CSV, .gz too")
    @SuppressWarnings("NullAway.Init") // required
    private Path pods;

    @Option(
            names = "--order",
            required = true,
            paramLabel = "FILE",
            description = "arrival orders and node ranks by seed")
    @SuppressWarnings("NullAway.Init") // required
    private Path order;

    @Option(
            names = "--mix",
            paramLabel = "FILE",
            description = "pod list the policy knows the mix from (default: the one of --pods)")
    private @Nullable Path mix;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "42", description = "(default: ${DEFAULT-VALUE})")
    private long seed;

    OpenbTrace trace() {
        List<OpenbNode> machines = OpenbFiles.nodes(nodes);
        return OpenbTrace.of(machines, OpenbFiles.pods(pods), new OrderFile(order), seed);
    }

    List<OpenbPod> mix() {
        return OpenbFiles.pods(mix == null ? pods : mix);
    }

    long seed() {
        return seed;
    }

    String name() {
        Path file = pods.getFileName();
        return file == null ? pods.toString() : file.toString().replaceFirst("\\.csv(\\.gz)?$", "");
    }
}
