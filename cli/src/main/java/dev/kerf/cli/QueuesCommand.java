package dev.kerf.cli;

import dev.kerf.objects.ReadOptions;
import dev.kerf.objects.ReadResult;
import dev.kerf.objects.write.Documents;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kerf queues}: what each queue is sure of, deserves and has, and how much of its work waits. */
@Command(
        name = "queues",
        description = "Show what each queue is sure of, deserves and has.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "GUARANTEE   what the queue can have at any time",
            "SHARE       what it deserves now, by guarantee, priority, weight and demand",
            "USED        what its work has, and that of the queues below it",
            "PENDING     pods that wait, once all that can be has been placed",
            "",
            "Works with any cluster and with dumps; no Kerf has to run there. Examples:",
            "  kerf queues",
            "  kubectl get nodes,pods,queues.kerf.dev -A -o yaml | kerf queues -f -",
            "",
            "Exit codes: 0 done, 2 bad input, 3 no server or it refuses."
        })
final class QueuesCommand implements Callable<Integer> {

    /** How queues can be printed. */
    enum Output {
        table,
        json,
        yaml
    }

    private final InstantSource clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli injects it
    private CommandSpec spec;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = "--scheduler-name",
            paramLabel = "NAME",
            description = "place only pods of this schedulerName (default: kerf, default-scheduler and none)")
    private @Nullable String scheduler;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Output output = Output.table;

    QueuesCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        print(QueuesDocument.of(cluster.isLive() ? live() : files()));
        return 0;
    }

    private ReadResult files() {
        return cluster.files(new ReadOptions(scheduler, clock.instant()));
    }

    private ReadResult live() {
        try (ClusterServer server = cluster.server()) {
            return server.read(scheduler, clock.instant());
        }
    }

    private void print(QueuesDocument queues) {
        PrintWriter out = spec.commandLine().getOut();
        switch (output) {
            case json -> out.println(Documents.json(queues.tree()));
            case yaml -> out.println(Documents.yaml(queues.tree()));
            case table -> queues.lines().forEach(out::println);
        }
        out.flush();
        if (output == Output.table) {
            queues.warnings().forEach(w -> say("warning: " + w));
        }
    }

    private void say(@Nullable String sentence) {
        spec.commandLine().getErr().println(sentence);
        spec.commandLine().getErr().flush();
    }
}
