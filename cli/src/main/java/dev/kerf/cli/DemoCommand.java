package dev.kerf.cli;

import dev.kerf.core.plan.Conduct;
import dev.kerf.core.plan.Policy;
import dev.kerf.objects.write.Documents;
import dev.kerf.sim.generate.Workload;
import dev.kerf.sim.openb.OpenbTrace;
import dev.kerf.sim.replay.FragmentationCurve;
import dev.kerf.sim.replay.Lineup;
import dev.kerf.sim.replay.Optimum;
import dev.kerf.sim.replay.Played;
import dev.kerf.sim.replay.Replay;
import dev.kerf.sim.report.Report;
import dev.kerf.sim.report.Run;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kerf demo}: a fleet and a workload made up, placed by three policies, beside what is possible at all. */
@Command(
        name = "demo",
        description = "Place a made-up workload on a made-up fleet, beside two other policies and the offline optimum.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Needs no cluster, no data and no arguments: it brings one, creates everything through its API, and lets Kerf's",
            "scheduler bind it. Takes some seconds.",
            "Exit codes: 0 kerf allocated the most, 1 it did not, 2 the report cannot be written."
        })
final class DemoCommand implements Callable<Integer> {
    private static final String KERF = "kerf";
    private static final List<String> OTHERS = List.of("fgd", "bestfit");
    private static final int TIMED = 5;
    private static final int BAD_INPUT = 2;

    /** How the comparison can be printed. */
    enum Output {
        table,
        json
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli injects it
    private CommandSpec spec;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "another seed, another workload (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            defaultValue = "kerf-demo.html",
            description = "where the report goes (default: ${DEFAULT-VALUE})")
    private Path report = Path.of("kerf-demo.html");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Output output = Output.table;

    private @Nullable DemoDocument found;

    @Override
    public Integer call() throws InterruptedException {
        if (!wrote("")) {
            return BAD_INPUT;
        }
        OpenbTrace trace = Workload.trace(seed);
        DemoDocument document;
        try {
            document = new DemoDocument(play(trace), Optimum.of(trace), report.toAbsolutePath());
        } catch (IOException impossible) {
            say("cannot start the embedded cluster: " + impossible.getMessage());
            return BAD_INPUT;
        }
        if (!wrote(new Report(document.title(), document.runs(), document.optimum()).html())) {
            return BAD_INPUT;
        }
        found = document;
        PrintWriter out = spec.commandLine().getOut();
        found(output).forEach(out::println);
        out.flush();
        return document.kept() ? 0 : 1;
    }

    /** Whether the report could be written; tried before the work begins, too. */
    private boolean wrote(String html) {
        try {
            Files.writeString(report, html);
            return true;
        } catch (IOException broken) {
            say(report + " cannot be written; give another place with --report FILE");
            return false;
        }
    }

    private List<Run> play(OpenbTrace trace) throws InterruptedException, IOException {
        List<Run> runs = new ArrayList<>();
        runs.add(onCluster(trace));
        try (Progress progress = Progress.onTerminal("replaying", OTHERS.size() * (1 + TIMED))) {
            for (String policy : OTHERS) {
                runs.add(play(trace, policy, progress, (runs.size() - 1) * (1 + TIMED)));
            }
        }
        return runs;
    }

    /** Kerf's: on a cluster, through its API; what was bound there is then counted as the replays are. */
    private Run onCluster(OpenbTrace trace) throws InterruptedException, IOException {
        DemoCluster.Outcome outcome;
        try (DemoCluster cluster = DemoCluster.of(trace, this::say);
                Progress progress =
                        Progress.onTerminal("scheduling", trace.arrivals().size())) {
            // None of the others moves anybody either.
            Policy policy = Policy.of(Lineup.policy(KERF, trace.arrivals()), Conduct.USUAL.still());
            outcome = cluster.play(policy, this::say, progress::at);
        }
        FragmentationCurve fragmentation = new FragmentationCurve(trace.arrivals());
        Played played = Replay.play(trace, outcome.recorded(), fragmentation).taking(outcome.seconds());
        return new Run(KERF, played, fragmentation.values());
    }

    private void say(String sentence) {
        spec.commandLine().getErr().println("kerf: " + sentence);
    }

    /** The same replay several times: once looked at closely, then for the time it takes. */
    private static Run play(OpenbTrace trace, String policy, Progress progress, int before) {
        FragmentationCurve fragmentation = new FragmentationCurve(trace.arrivals());
        Played played = Replay.play(trace, Lineup.policy(policy, trace.arrivals()), fragmentation);
        for (int i = 0; i < TIMED; i++) {
            progress.at(before + i + 1);
            played = Replay.play(trace, Lineup.policy(policy, trace.arrivals()));
        }
        progress.at(before + TIMED + 1);
        return new Run(policy, played, fragmentation.values());
    }

    /** What the last comparison came to, line by line; none: there was none. */
    List<String> found(Output form) {
        DemoDocument document = found;
        if (document == null) {
            return List.of();
        }
        return form == Output.json ? List.of(Documents.json(document.tree())) : document.lines();
    }
}
