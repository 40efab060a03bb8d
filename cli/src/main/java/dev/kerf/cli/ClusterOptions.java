package dev.kerf.cli;

import dev.kerf.objects.ClusterReader;
import dev.kerf.objects.ReadOptions;
import dev.kerf.objects.ReadResult;
import dev.kerf.objects.read.InputException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cluster a command is about: the one kubectl would talk to, or files. */
final class ClusterOptions {
    @Option(
            names = {"-f", "--filename"},
            paramLabel = "FILE",
            description =
                    "look at a dump: file, directory or - for standard input; YAML or JSON, .gz too; may be repeated")
    private List<String> files = List.of();

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "look at the cluster of this kubeconfig (default: $KUBECONFIG, then ~/.kube/config)")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "context of the kubeconfig (default: its current one)")
    private @Nullable String context;

    /** Whether a server is to be asked, and not files. */
    boolean isLive() {
        return files.isEmpty();
    }

    /** The kubeconfig that was named; null: the usual one. */
    @Nullable
    Path kubeconfig() {
        return kubeconfig;
    }

    /** The context that was named; null: the current one. */
    @Nullable
    String context() {
        return context;
    }

    /** What the cluster is called, for headings. */
    String title() {
        return isLive() ? "" : String.join(", ", files);
    }

    /**
     * The cluster that the files tell of.
     *
     * @throws InputException if there is nothing to be read, or a server is named as well
     */
    ReadResult files(ReadOptions options) {
        if (kubeconfig != null || context != null) {
            throw new InputException("give files with -f, or a cluster with --kubeconfig and --context, not both");
        }
        return ClusterReader.read(files, options, System.in);
    }

    /** The server to ask. Nothing that asks servers is loaded before this. */
    ClusterServer server() {
        return ClusterServer.connect(kubeconfig, context);
    }
}
