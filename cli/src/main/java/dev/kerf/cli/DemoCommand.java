package dev.kerf.cli;

import dev.kerf.objects.write.Documents;
import dev.kerf.sim.generate.Workload;
import dev.kerf.sim.openb.OpenbTrace;
import dev.kerf.sim.replay.Optimum;
import dev.kerf.sim.report.Report;
import dev.kerf.sim.report.Run;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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
        description = "Watch Kerf turn eight GPUs into three, and place a made-up workload beside two other policies.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Needs no cluster, no data and no arguments: it brings one, and Kerf works on it as on any other. First the loop:",
            "two weeks of use are observed through Prometheus, advice is proven by planning it, carried out through the API,",
            "and measured a day later (the cluster's clock is moved on). Then placement, beside the offline optimum.",
            "Exit codes: 0 what it promises was kept, 1 it was not, 2 a report cannot be written."
        })
final class DemoCommand implements Callable<Integer> {
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
        if (!wrote("", report)) {
            return BAD_INPUT;
        }
        OpenbTrace trace = Workload.trace(seed);
        DemoDocument document;
        try {
            StoryDocument story = new StoryDocument(story());
            List<Run> runs = new DemoPlacement(this::say).play(trace);
            document = new DemoDocument(story, runs, Optimum.of(trace), report.toAbsolutePath());
        } catch (IOException impossible) {
            say("cannot start the embedded cluster: " + impossible.getMessage());
            return BAD_INPUT;
        }
        if (!wrote(document.page(), report)
                || !wrote(
                        new Report(document.title(), document.runs(), document.optimum()).html(), document.second())) {
            return BAD_INPUT;
        }
        found = document;
        PrintWriter out = spec.commandLine().getOut();
        found(output).forEach(out::println);
        out.flush();
        return document.kept() ? 0 : 1;
    }

    /** Whether the report could be written; tried before the work begins, too. */
    private boolean wrote(String html, Path file) {
        try {
            Files.writeString(file, html);
            return true;
        } catch (IOException broken) {
            say(file + " cannot be written; give another place with --report FILE");
            return false;
        }
    }

    private StoryOutcome story() throws InterruptedException, IOException {
        try (Doing doing = Doing.onTerminal()) {
            return new Story(seed, this::say, doing::now).play();
        }
    }

    private void say(String sentence) {
        spec.commandLine().getErr().println("kerf: " + sentence);
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
