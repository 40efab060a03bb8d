package dev.kerf.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The map of the program: every subcommand is wired here. */
@Command(
        name = "kerf",
        description = "Kerf places, shares, right-sizes, runs and accounts for every GPU of a Kubernetes fleet.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        footer = {"", "Run 'kerf COMMAND --help' for one command."})
public final class Main implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli injects it
    private CommandSpec spec;

    public static void main(String[] args) {
        var out = new PrintWriter(System.out, true, UTF_8);
        var err = new PrintWriter(System.err, true, UTF_8);
        System.exit(run(out, err, args));
    }

    /** Runs one command line and returns its exit code: 0 done, 1 failed, 2 misused. */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        return commandLine().setOut(out).setErr(err).execute(args);
    }

    /** The program, not yet told what to do. */
    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .addSubcommand(new PlanCommand(InstantSource.system()))
                .addSubcommand(new WhyCommand(InstantSource.system()))
                .addSubcommand(new QueuesCommand(InstantSource.system()))
                .addSubcommand(new NodesCommand(InstantSource.system()))
                .addSubcommand(new ReportCommand(InstantSource.system()))
                .addSubcommand(new TopCommand(InstantSource.system()))
                .addSubcommand(new AdviseCommand(InstantSource.system()))
                .addSubcommand(new ApplyCommand(InstantSource.system()))
                .addSubcommand(new RollbackCommand(InstantSource.system()))
                .addSubcommand(new SavingsCommand(InstantSource.system()))
                .addSubcommand(new ReplayCommand())
                .addSubcommand(new ConvertCommand())
                .addSubcommand(new DemoCommand())
                .addSubcommand(new UpCommand())
                .addSubcommand(new InstallCommand())
                .addSubcommand(new SimulateCommand())
                .addSubcommand(new BenchCommand())
                .setExecutionExceptionHandler(new Refusals());
    }

    /** {@code kerf} alone says what it can do, and that this was not yet a command. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command.");
    }

    /** What this is, {@code kerf 0.1.0}. */
    static String version() {
        String built = Main.class.getPackage().getImplementationVersion();
        return "kerf " + (built == null ? "development" : built);
    }

    /** The version this jar was built as. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {version()};
        }
    }
}
