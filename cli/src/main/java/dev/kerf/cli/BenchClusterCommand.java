package dev.kerf.cli;

import dev.kerf.contest.Contender;
import dev.kerf.contest.Contest;
import dev.kerf.contest.Row;
import dev.kerf.contest.Shape;
import dev.kerf.contest.Target;
import dev.kerf.testbed.ProgramsMissing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kerf bench cluster}: Kerf and kube-scheduler on a real control plane, one after the other. */
@Command(
        name = "cluster",
        description = "Race Kerf and kube-scheduler on a real control plane; prints Markdown.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Each run has a fresh control plane on this machine (docs/testbed.md): nodes of 8 GPUs, pods of 1 GPU.",
            "Everything shares the machine's cores, so leave it alone while it runs. About 20 s a run, 25 with --kwok, so a",
            "quarter of an hour for all; what is under way is said on standard error.",
            "",
            "Shapes: fill-500     4000 pods that are there before, on 500 nodes; the scheduler's start counts",
            "        online-500   4000 pods created while it runs",
            "        online-5000  4000 pods on 5000 nodes",
            "        gang-512     one PodGroup of 512, created while it runs",
            "        no-80-79     one PodGroup of 80 with 79 GPUs free: when it is said so",
            "        fill-5000    5000 pods that are there before, on 5000 nodes",
            "",
            "Exit codes: 0 measured, 1 a target was missed, 2 misused, 3 a control plane or a contender failed."
        })
final class BenchClusterCommand implements Callable<Integer> {
    private static final int MISSED = 1;
    private static final int FAILED = 3;

    /** How the result is printed. */
    enum Form {
        table,
        json
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli injects it
    private CommandSpec spec;

    @Option(
            names = "--shapes",
            split = ",",
            paramLabel = "SHAPE",
            description = "what they are given, with commas between (default: ${DEFAULT-VALUE})")
    private List<String> shapes = Shape.USUAL;

    @Option(
            names = "--contenders",
            split = ",",
            paramLabel = "NAME",
            description = "who takes part: bare, kube-scheduler, kerf (default: all)")
    private List<String> contenders =
            Stream.of(Contender.values()).map(Contender::word).toList();

    @Option(names = "--runs", paramLabel = "N", description = "runs of each (default: ${DEFAULT-VALUE})")
    private int runs = 3;

    @Option(names = "--kwok", description = "kwok plays the nodes and their pods")
    private boolean kwok;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Form form = Form.table;

    @Override
    public Integer call() throws InterruptedException {
        Contest contest = contest();
        try (Doing doing = Doing.always()) {
            return print(contest.run(doing::now));
        } catch (IOException | ProgramsMissing failed) {
            spec.commandLine().getErr().println("kerf: " + failed.getMessage());
            return FAILED;
        }
    }

    private Contest contest() {
        if (runs < 1) {
            throw misused("--runs " + runs + " is less than one");
        }
        Set<Contender> who = all(
                        contenders,
                        Contender::named,
                        "contender",
                        Stream.of(Contender.values()).map(Contender::word).toList())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Contender.class)));
        List<Shape> what = all(
                        shapes,
                        Shape::named,
                        "shape",
                        Shape.ALL.stream().map(Shape::name).toList())
                .toList();
        Path root = Path.of(System.getProperty("kerf.root", ""));
        return new Contest(what, who, runs, kwok, root.resolve("kerf").toAbsolutePath());
    }

    private <T> Stream<T> all(
            List<String> names, Function<String, Optional<T>> known, String kind, List<String> there) {
        return names.stream().map(name -> known.apply(name.strip())
                .orElseThrow(() -> misused("there is no " + kind + " " + name + "; there are " + there)));
    }

    private ParameterException misused(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private int print(List<Row> rows) {
        List<Target> targets = kwok ? List.of() : Target.of(Row.medians(rows));
        ContestDocument document = new ContestDocument(rows, targets);
        spec.commandLine().getOut().println(form == Form.json ? document.json() : document.table());
        spec.commandLine().getOut().flush();
        return targets.stream().allMatch(Target::met) ? 0 : MISSED;
    }
}
