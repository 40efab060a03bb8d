package dev.kerf.cli;

import dev.kerf.sim.forecast.LoadFolder;
import dev.kerf.sim.study.ForecastStudy;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kerf bench forecast}: how often the forecast's intervals hold on real series, as Markdown. */
@Command(
        name = "forecast",
        description = "Test the forecast on the last quarter of real series; prints Markdown.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Takes some seconds. Exit codes: 0 measured, 2 the series are not there."})
final class BenchForecastCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli injects it
    private CommandSpec spec;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "folder with the series (default: traces/helios-earth-vc in KERF_SHARED or ../shared)")
    private @Nullable Path folder;

    @Override
    public Integer call() {
        LoadFolder loads = folder == null ? LoadFolder.shared(Path.of("").toAbsolutePath()) : new LoadFolder(folder);
        return Measuring.print(
                spec.commandLine(), loads.path(), loads.exists(), doing -> new ForecastStudy(loads, doing)
                        .sections().stream());
    }
}
