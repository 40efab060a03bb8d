package dev.kerf.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kerf bench}: the measurements of docs/benchmarks.md, taken anew. */
@Command(
        name = "bench",
        description = "Measure anew what docs/benchmarks.md says.",
        subcommands = {
            BenchOpenbCommand.class,
            BenchForecastCommand.class,
            BenchSizingCommand.class,
            BenchClusterCommand.class
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class BenchCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli injects it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Missing what to measure; say which: kerf bench openb, forecast, sizing or cluster");
    }
}
