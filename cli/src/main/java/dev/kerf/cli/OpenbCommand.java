package dev.kerf.cli;

import dev.kerf.core.plan.Policy;
import dev.kerf.objects.write.Documents;
import dev.kerf.sim.openb.OpenbTrace;
import dev.kerf.sim.replay.FragmentationCurve;
import dev.kerf.sim.replay.Lineup;
import dev.kerf.sim.replay.Optimum;
import dev.kerf.sim.replay.Played;
import dev.kerf.sim.replay.Replay;
import dev.kerf.sim.report.Report;
import dev.kerf.sim.report.Run;
import dev.kerf.sim.trace.TraceException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kerf simulate openb}: Alibaba's production trace by the published procedure. */
@Command(
        name = "openb",
        description = "Replay Alibaba's openb trace (USENIX ATC'23) by the published procedure.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Pods arrive one at a time, are placed or fail for good, and none leaves.",
            "Every report shows the offline optimum beside the result. Example:",
            "  T=../shared/traces/openb",
            "  kerf simulate openb --nodes $T/openb_node_list_gpu_node.csv.gz \\",
            "    --pods $T/openb_pod_list_default.csv.gz \\",
            "    --order $T/event_order/default.csv.gz --policy kerf",
            "",
            "Exit codes: 0 played, 2 bad input."
        })
final class OpenbCommand implements Callable<Integer> {
    /** How a result can be printed. */
    enum Output {
        table,
        csv,
        json,
        html
    }

    private static final int MOST_MIGRATIONS = 64;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli injects it
    private CommandSpec spec;

    @Mixin
    private final OpenbFilesOptions files = new OpenbFilesOptions();

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            defaultValue = "kerf",
            description = "kerf, kerf-learning (told no mix), fgd, bestfit, dotprod, packing, clustering or random"
                    + " (default: ${DEFAULT-VALUE})")
    private String policy = "kerf";

    @Option(
            names = "--migrations",
            paramLabel = "K",
            defaultValue = "0",
            description = "pods that may be moved for one that finds no place; no published policy moves any"
                    + " (default: ${DEFAULT-VALUE})")
    private int migrations;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Output output = Output.table;

    @Override
    public Integer call() {
        if (migrations < 0 || migrations > MOST_MIGRATIONS) {
            throw new ParameterException(
                    spec.commandLine(), "--migrations must be from 0 to " + MOST_MIGRATIONS + ", not " + migrations);
        }
        try {
            OpenbTrace trace = files.trace();
            Policy chosen = Lineup.policy(policy, files.mix());
            FragmentationCurve fragmentation = new FragmentationCurve(files.mix());
            boolean looked = output == Output.html;
            Played played = play(trace, chosen, looked ? fragmentation : (served, percent, node, workspace) -> {});
            print(played, fragmentation);
            return 0;
        } catch (TraceException | IllegalArgumentException unusable) {
            spec.commandLine().getErr().println("kerf: " + unusable.getMessage());
            return 2;
        }
    }

    private Played play(OpenbTrace trace, Policy chosen, Replay.Watcher watcher) {
        try (Progress progress =
                Progress.onTerminal("replaying " + policy, trace.arrivals().size())) {
            return Replay.play(trace, chosen, migrations, (served, percent, node, workspace) -> {
                watcher.served(served, percent, node, workspace);
                progress.at(served);
            });
        }
    }

    private void print(Played played, FragmentationCurve fragmentation) {
        PrintWriter out = spec.commandLine().getOut();
        if (output == Output.csv) {
            csv(played, out);
            return;
        }
        Optimum optimum = Optimum.of(played.trace());
        OpenbDocument document = new OpenbDocument(policy, files.seed(), played, optimum);
        switch (output) {
            case json -> out.println(Documents.json(document.tree()));
            case html -> {
                Run run = new Run(policy, played, fragmentation.values());
                String title = "%s, seed %d".formatted(files.name(), files.seed());
                out.println(new Report(title, List.of(run), optimum).html());
            }
            case table, csv -> document.lines().forEach(out::println);
        }
        out.flush();
    }

    private static void csv(Played played, PrintWriter out) {
        out.println("arrived_percent,allocated_gpu_percent");
        for (int k = 0; k < played.allocation().length; k++) {
            out.println(String.format(Locale.ROOT, "%d,%.2f", k, played.allocation()[k]));
        }
    }
}
