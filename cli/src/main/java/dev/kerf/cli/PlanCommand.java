package dev.kerf.cli;

import dev.kerf.core.model.Share;
import dev.kerf.core.model.Slice;
import dev.kerf.core.plan.Rounds;
import dev.kerf.objects.ClusterReader;
import dev.kerf.objects.ReadOptions;
import dev.kerf.objects.ReadResult;
import dev.kerf.objects.read.InputException;
import dev.kerf.sim.kerf.KerfPolicy;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kerf plan}: where every pending pod of a dump would go, or the one sentence why not. */
@Command(
        name = "plan",
        description = "Say where every pending pod of a cluster would go, or why not.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Takes what kubectl prints, and manifests. Examples:",
            "  kubectl get nodes,pods,pv,pvc,sc -A -o yaml | kerf plan -f -",
            "  kerf plan -f cluster.yaml -f train-job.yaml -o wide",
            "",
            "Exit codes: 0 planned (pending pods are no failure), 2 bad input."
        })
final class PlanCommand implements Callable<Integer> {
    /** How a plan can be printed. */
    enum Output {
        table,
        wide,
        json,
        yaml
    }

    private final InstantSource clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli injects it
    private CommandSpec spec;

    @Option(
            names = {"-f", "--filename"},
            required = true,
            paramLabel = "FILE",
            description = "file, directory or - for standard input; YAML or JSON, .gz too; may be repeated")
    @SuppressWarnings("NullAway.Init") // required
    private List<String> files;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "1",
            description = "scheduling cycles; between them bound pods become running (default: ${DEFAULT-VALUE})")
    private int rounds = 1;

    @Option(
            names = "--scheduler-name",
            paramLabel = "NAME",
            description = "plan only pods of this schedulerName (default: kerf, default-scheduler and none)")
    private @Nullable String schedulerName;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Output output = Output.table;

    PlanCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        if (rounds < 1) {
            throw new ParameterException(spec.commandLine(), "--rounds is " + rounds + "; it must be at least 1");
        }
        Instant now = clock.instant();
        ReadResult input;
        try {
            input = ClusterReader.read(files, new ReadOptions(schedulerName, now), System.in);
        } catch (InputException unusable) {
            spec.commandLine().getErr().println("kerf: " + unusable.sentence());
            return 2;
        }
        Rounds played = Rounds.play(input.cluster(), KerfPolicy.ofWhatIsThere(), 0, rounds);
        print(new PlanDocument(input, played), spec.commandLine().getOut());
        return 0;
    }

    private void print(PlanDocument plan, PrintWriter out) {
        switch (output) {
            case json -> out.println(Documents.json(plan.tree()));
            case yaml -> out.println(Documents.yaml(plan.tree()));
            case table, wide -> table(plan, out);
        }
        out.flush();
    }

    private void table(PlanDocument plan, PrintWriter out) {
        boolean wide = output == Output.wide;
        Map<String, List<PlanDocument.PodState>> states = plan.pods().values().stream()
                .filter(p -> wide || !p.state().equals("running"))
                .collect(Collectors.groupingBy(PlanDocument.PodState::state));
        TextTable table = wide
                ? new TextTable("POD", "STATE", "NODE", "GPUS", "WORKLOAD", "CODE", "WHY")
                : new TextTable("POD", "STATE", "NODE", "GPUS", "WHY");
        plan.pods().values().stream()
                .filter(p -> wide || !p.state().equals("running"))
                .forEach(p -> table.row(wide ? wideRow(p) : row(p)));
        table.lines().forEach(out::println);
        out.println(summary(states));
        plan.warnings().forEach(w -> spec.commandLine().getErr().println("warning: " + w));
    }

    private static String[] row(PlanDocument.PodState pod) {
        return new String[] {pod.task().id().toString(), pod.state(), orDash(pod.node()), gpus(pod), why(pod)};
    }

    private static String[] wideRow(PlanDocument.PodState pod) {
        return new String[] {
            pod.task().id().toString(),
            pod.state(),
            orDash(pod.node()),
            gpus(pod),
            pod.task().workload(),
            pod.reason().code().name(),
            pod.reason().message()
        };
    }

    private static String why(PlanDocument.PodState pod) {
        return pod.node().isEmpty() ? pod.reason().message() : "";
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }

    /** Device numbers, with the part held of them where it is not the whole: {@code 0,1} or {@code 0.5 of 3}. */
    private static String gpus(PlanDocument.PodState pod) {
        Optional<Slice> first = pod.slices().stream().findFirst();
        String numbers =
                pod.slices().stream().map(s -> Integer.toString(s.device())).collect(Collectors.joining(","));
        return first.map(s -> s.share().thousandths() == Share.WHOLE ? numbers : s.share() + " of " + numbers)
                .orElse("-");
    }

    private static String summary(Map<String, List<PlanDocument.PodState>> states) {
        return "%d bound, %d pending, %d never"
                .formatted(count(states, "bound"), count(states, "pending"), count(states, "never"));
    }

    private static int count(Map<String, List<PlanDocument.PodState>> states, String state) {
        return Optional.ofNullable(states.get(state)).map(List::size).orElse(0);
    }
}
