package dev.kerf.cli;

import dev.kerf.core.model.Share;
import dev.kerf.core.model.Slice;
import dev.kerf.core.plan.Policy;
import dev.kerf.core.plan.Rounds;
import dev.kerf.core.worth.Knobs;
import dev.kerf.objects.ClusterReader;
import dev.kerf.objects.ReadOptions;
import dev.kerf.objects.ReadResult;
import dev.kerf.objects.cycle.CycleFolder;
import dev.kerf.objects.read.InputException;
import dev.kerf.objects.scenario.Scenario;
import dev.kerf.objects.scenario.ScenarioReader;
import dev.kerf.objects.write.Documents;
import dev.kerf.sim.kerf.KerfPolicy;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
            "  kerf plan --scenario scenarios",
            "",
            "Exit codes: 0 planned (pending pods are no failure), 1 a scenario's expectation was missed, 2 bad input."
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
            paramLabel = "FILE",
            description = "file, directory or - for standard input; YAML or JSON, .gz too; may be repeated")
    private List<String> files = List.of();

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            description = "scenario or directory of them: play each and check what it expects; may be repeated")
    private List<String> scenarios = List.of();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "1",
            description = "scheduling cycles; between them bound pods become running (default: ${DEFAULT-VALUE})")
    private int rounds = 1;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "YAML with the knobs of the policy, such as knobs: {strand: 0.5} (default: the tuned ones)")
    private @Nullable String policy;

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

    @Mixin
    private final TraceOptions trace = new TraceOptions();

    PlanCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        if (rounds < 1) {
            throw new ParameterException(spec.commandLine(), "--rounds is " + rounds + "; it must be at least 1");
        }
        if (files.isEmpty() == scenarios.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Give what to plan with -f FILE, or --scenario FILE.");
        }
        try {
            Policy chosen = policy == null ? KerfPolicy.ofWhatIsThere(Knobs.TUNED) : PolicyFile.read(policy);
            return scenarios.isEmpty() ? plan(chosen) : play(chosen);
        } catch (InputException unusable) {
            spec.commandLine().getErr().println("kerf: " + unusable.sentence());
            return 2;
        }
    }

    private int plan(Policy chosen) {
        CycleFolder folder = trace.folder();
        ReadResult input = ClusterReader.read(files, options(), System.in);
        Rounds played = folder == null
                ? Rounds.play(input.cluster(), chosen, 0, rounds)
                : TracedRounds.play(input.cluster(), chosen, rounds, planned(), folder);
        print(new PlanDocument(input, played), spec.commandLine().getOut());
        return 0;
    }

    /** Whose pods are planned. */
    private String planned() {
        return schedulerName == null ? "kerf" : schedulerName;
    }

    private int play(Policy chosen) {
        PrintWriter out = spec.commandLine().getOut();
        int missed = 0;
        List<Scenario> all = ScenarioReader.read(scenarios, options());
        for (Scenario scenario : all) {
            ScenarioRun run = ScenarioRun.of(scenario, Policy.of(chosen, scenario.conduct()));
            run.lines().forEach(out::println);
            missed += run.misses().isEmpty() ? 0 : 1;
        }
        out.println("%d as expected, %d not".formatted(all.size() - missed, missed));
        out.flush();
        return missed == 0 ? 0 : 1;
    }

    private ReadOptions options() {
        return new ReadOptions(schedulerName, clock.instant());
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
        out.println(summary(
                states,
                plan.evictions().values().stream().mapToInt(Integer::intValue).sum()));
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
        return pod.node().isEmpty() || pod.state().equals("nominated")
                ? pod.reason().message()
                : "";
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

    /** Nominations and evictions are told of where there are any. */
    private static String summary(Map<String, List<PlanDocument.PodState>> states, int evictions) {
        String counts = "%d bound, %d pending, %d never"
                .formatted(count(states, "bound"), count(states, "pending"), count(states, "never"));
        int nominated = count(states, "nominated");
        return counts
                + (nominated == 0 ? "" : ", " + nominated + " nominated")
                + (evictions == 0 ? "" : ", " + evictions + (evictions == 1 ? " eviction" : " evictions"));
    }

    private static int count(Map<String, List<PlanDocument.PodState>> states, String state) {
        return Optional.ofNullable(states.get(state)).map(List::size).orElse(0);
    }
}
