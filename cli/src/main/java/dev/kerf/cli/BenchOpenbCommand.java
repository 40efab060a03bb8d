package dev.kerf.cli;

import dev.kerf.sim.openb.OpenbFolder;
import dev.kerf.sim.study.MigrationStudy;
import dev.kerf.sim.study.OpenbStudy;
import dev.kerf.sim.study.ScaleStudy;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
        return Measuring.print(spec.commandLine(), traces.path(), traces.exists(), doing -> sections(traces, doing));
    }

    /** One after the other, each when the one before has been printed. */
    private Stream<String> sections(OpenbFolder traces, Consumer<String> doing) {
        return Stream.<Supplier<Stream<String>>>of(
                        () -> asked(Part.quality) ? new OpenbStudy(traces, doing).sections().stream() : Stream.of(),
                        () -> asked(Part.migrations)
                                ? Stream.of(new MigrationStudy(traces, doing).section())
                                : Stream.of(),
                        () -> asked(Part.scale) ? Stream.of(new ScaleStudy(traces, doing).section()) : Stream.of())
                .flatMap(Supplier::get);
    }

    private boolean asked(Part one) {
        return part == Part.all || part == one;
    }
}
