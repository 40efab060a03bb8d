package dev.kerf.cli;

import dev.kerf.core.model.TaskId;
import dev.kerf.core.overview.Overview;
import dev.kerf.core.worth.Knobs;
import dev.kerf.objects.ReadOptions;
import dev.kerf.objects.ReadResult;
import dev.kerf.objects.write.Documents;
import dev.kerf.sim.kerf.KerfPolicy;
import dev.kerf.sim.report.ClusterPage;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kerf report}: a first look at any cluster. */
@Command(
        name = "report",
        description = "Look at a cluster: its GPUs, who holds them, what waits and why, what is lost. Changes nothing.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "CLOSED      free GPUs on nodes that are cordoned or that no GPU pod here may use",
            "STRANDED    free GPUs that CPU or memory runs out before, even for the leanest pods",
            "FRAGMENTED  free GPUs the next GPU pod cannot use, by expectation (Weng, ATC 2023)",
            "",
            "Examples:",
            "  kerf report",
            "  kerf report --context prod -o html > report.html",
            "  kubectl get nodes,pods,pv,pvc,sc -A -o yaml | kerf report -f -",
            "",
            "Exit codes: 0 done, 2 bad input, 3 no server or it refuses."
        })
final class ReportCommand implements Callable<Integer> {
    private static final int WARNED = 5;

    /** How a report can be printed. */
    enum Output {
        table,
        json,
        yaml,
        html
    }

    private final InstantSource clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli injects it
    private CommandSpec spec;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = "list the workloads of this namespace only; the nodes show everybody's")
    private @Nullable String namespace;

    @Option(
            names = {"-A", "--all-namespaces"},
            description = "list the workloads of all namespaces (the default)")
    private boolean everywhere;

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

    ReportCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        print(cluster.isLive() ? live() : report(cluster.title(), files()));
        return 0;
    }

    private ReadResult files() {
        return cluster.files(new ReadOptions(scheduler, clock.instant()));
    }

    private ReportDocument live() {
        try (ClusterServer server = cluster.server()) {
            return report(server.title(), server.read(scheduler, clock.instant()));
        }
    }

    private ReportDocument report(String title, ReadResult input) {
        Predicate<TaskId> shown =
                id -> everywhere || namespace == null || id.namespace().equals(namespace);
        Overview overview = Overview.of(input.cluster(), KerfPolicy.ofWhatIsThere(Knobs.TUNED), 0, shown);
        return new ReportDocument(title, input, overview);
    }

    private void print(ReportDocument report) {
        PrintWriter out = spec.commandLine().getOut();
        switch (output) {
            case json -> out.println(Documents.json(report.tree()));
            case yaml -> out.println(Documents.yaml(report.tree()));
            case html -> {
                String when = report.title() + ", " + report.asOf();
                out.print(new ClusterPage(when, report.overview()).html());
            }
            case table -> report.lines().forEach(out::println);
        }
        out.flush();
        if (output == Output.table || output == Output.html) {
            warn(report.warnings());
        }
    }

    private void warn(List<String> warnings) {
        warnings.stream().limit(WARNED).forEach(w -> say("warning: " + w));
        if (warnings.size() > WARNED) {
            say("warning: " + (warnings.size() - WARNED) + " more; -o json has them all");
        }
    }

    private void say(@Nullable String sentence) {
        spec.commandLine().getErr().println(sentence);
        spec.commandLine().getErr().flush();
    }
}
