package dev.kerf.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kerf simulate}: traces played against policies. */
@Command(
        name = "simulate",
        description = "Play a recorded trace against a policy and measure what comes of it.",
        subcommands = OpenbCommand.class,
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SimulateCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli injects it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing trace; say which one: kerf simulate openb");
    }
}
