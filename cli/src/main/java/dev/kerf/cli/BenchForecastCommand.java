package dev.kerf.cli;

import dev.kerf.sim.forecast.LoadFolder;
import dev.kerf.sim.openb.TraceException;
import dev.kerf.sim.study.ForecastStudy;
import java.io.PrintWriter;
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
        if (!loads.exists()) {
            spec.commandLine()
                    .getErr()
                    .println("kerf: there are no series at " + loads.path() + "; give --folder or set KERF_SHARED");
            return 2;
        }
        try (Doing doing = Doing.onTerminal()) {
            PrintWriter out = spec.commandLine().getOut();
            new ForecastStudy(loads, doing::now).sections().forEach(section -> out.println(section + "\n"));
            out.flush();
            return 0;
        } catch (TraceException unusable) {
            spec.commandLine().getErr().println("kerf: " + unusable.getMessage());
            return 2;
        }
    }
}
