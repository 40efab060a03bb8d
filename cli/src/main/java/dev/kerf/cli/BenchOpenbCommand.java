package dev.kerf.cli;

import dev.kerf.sim.openb.OpenbFolder;
import dev.kerf.sim.openb.TraceException;
import dev.kerf.sim.study.MigrationStudy;
import dev.kerf.sim.study.OpenbStudy;
import dev.kerf.sim.study.ScaleStudy;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kerf bench openb}: every figure on the openb trace, as Markdown. */
@Command(
        name = "openb",
        description = "Measure all policies on the ten openb traces; prints Markdown.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Takes some minutes. Exit codes: 0 measured, 2 the traces are not there."})
final class BenchOpenbCommand implements Callable<Integer> {
    /** What to measure. */
    enum Part {
        all,
        quality,
        migrations,
        scale
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli injects it
    private CommandSpec spec;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "folder with the traces (default: traces/openb in KERF_SHARED or ../shared)")
    private @Nullable Path folder;

    @Option(
            names = "--part",
            paramLabel = "PART",
            defaultValue = "all",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Part part = Part.all;

    @Override
    public Integer call() {
        OpenbFolder traces =
                folder == null ? OpenbFolder.shared(Path.of("").toAbsolutePath()) : new OpenbFolder(folder);
        if (!traces.exists()) {
            spec.commandLine()
                    .getErr()
                    .println("kerf: there are no traces at " + traces.path() + "; give --folder or set KERF_SHARED");
            return 2;
        }
        try (Doing doing = Doing.onTerminal()) {
            measure(traces, doing);
            return 0;
        } catch (TraceException unusable) {
            spec.commandLine().getErr().println("kerf: " + unusable.getMessage());
            return 2;
        }
    }

    private void measure(OpenbFolder traces, Doing doing) {
        PrintWriter out = spec.commandLine().getOut();
        if (part == Part.all || part == Part.quality) {
            new OpenbStudy(traces, doing::now).sections().forEach(section -> out.println(section + "\n"));
        }
        if (part == Part.all || part == Part.migrations) {
            out.println(new MigrationStudy(traces, doing::now).section() + "\n");
        }
        if (part == Part.all || part == Part.scale) {
            out.println(new ScaleStudy(traces, doing::now).section());
        }
        out.flush();
    }
}
