package dev.kerf.cli;

import dev.kerf.sim.sizing.ShapeFolder;
import dev.kerf.sim.study.SizingStudy;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
        return Measuring.print(
                spec.commandLine(),
                shapes.path(),
                shapes.exists(),
                doing -> Stream.of(new SizingStudy(shapes, doing).section(seed)));
    }
}
