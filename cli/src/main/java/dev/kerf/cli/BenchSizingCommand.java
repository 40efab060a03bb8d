package dev.kerf.cli;

import dev.kerf.sim.openb.TraceException;
import dev.kerf.sim.sizing.ShapeFolder;
import dev.kerf.sim.study.SizingStudy;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kerf bench sizing}: what sizing rules save at equal violations, as Markdown. */
@Command(
        name = "sizing",
        description = "Compare sizing rules on loads shaped by published ones; prints Markdown.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Takes some seconds. Exit codes: 0 measured, 2 the traces are not there."})
final class BenchSizingCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli injects it
    private CommandSpec spec;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "folder with the traces (default: traces in KERF_SHARED or ../shared)")
    private @Nullable Path folder;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "(default: ${DEFAULT-VALUE})")
    private long seed;

    @Override
    public Integer call() {
        ShapeFolder shapes =
                folder == null ? ShapeFolder.shared(Path.of("").toAbsolutePath()) : new ShapeFolder(folder);
        if (!shapes.exists()) {
            spec.commandLine()
                    .getErr()
                    .println("kerf: there are no traces at " + shapes.path() + "; give --folder or set KERF_SHARED");
            return 2;
        }
        try (Doing doing = Doing.onTerminal()) {
            spec.commandLine().getOut().println(new SizingStudy(shapes, doing::now).section(seed));
            spec.commandLine().getOut().flush();
            return 0;
        } catch (TraceException unusable) {
            spec.commandLine().getErr().println("kerf: " + unusable.getMessage());
            return 2;
        }
    }
}
