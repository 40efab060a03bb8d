package dev.kerf.cli;

import dev.kerf.kube.admit.Webhook;
import dev.kerf.kube.api.Access;
import dev.kerf.kube.api.Unreachable;
import dev.kerf.objects.read.InputException;
import dev.kerf.server.Profile;
import dev.kerf.server.Running;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kerf up}: the scheduler, in the foreground. */
@Command(
        name = "up",
        description = "Schedule a cluster, in the foreground, until interrupted.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Places the pods whose schedulerName is its own and touches nothing else. Example:",
            "  kerf up --kubeconfig ~/.kube/config",
            "",
            "Exit codes: 0 ended by a signal, 2 misused, 3 the server cannot be reached or refuses."
        })
final class UpCommand implements Callable<Integer> {
    private static final int BAD_INPUT = 2;
    private static final int UNREACHABLE = 3;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli injects it
    private CommandSpec spec;

    @Option(names = "--kubeconfig", paramLabel = "FILE", description = "the cluster to schedule")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--in-cluster",
            description = "the cluster that this runs in a pod of, as the pod's service account")
    private boolean inCluster;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "context of the kubeconfig (default: its current one)")
    private @Nullable String context;

    @Option(
            names = "--scheduler-name",
            paramLabel = "NAME",
            defaultValue = "kerf",
            description = "whose pods to place (default: ${DEFAULT-VALUE})")
    private String name = "kerf";

    @Mixin
    private final ElectionOptions election = new ElectionOptions();

    @Mixin
    private final SharingOptions sharing = new SharingOptions();

    @Override
    public Integer call() throws InterruptedException {
        try (Webhook _ = sharing.serve(name, this::say);
                Running running = Running.on(access(), profile(), this::say)) {
            Runtime.getRuntime().addShutdownHook(new Thread(running::close));
            spec.commandLine().getOut().println("SCHEDULING server=" + running.server() + " name=" + name);
            spec.commandLine().getOut().flush();
            running.run();
            return 0;
        } catch (InputException wrong) {
            say(wrong.getMessage());
            return BAD_INPUT;
        } catch (Unreachable away) {
            say(away.getMessage());
            return UNREACHABLE;
        }
    }

    private Access access() {
        if (inCluster == (kubeconfig != null)) {
            throw new ParameterException(
                    spec.commandLine(), "Say which cluster: --kubeconfig=FILE or, in a pod, --in-cluster.");
        }
        return inCluster ? Access.inCluster(System.getenv()) : new Access(kubeconfig, context);
    }

    private Profile profile() {
        return new Profile(name, election.election(name), sharing.form());
    }

    private void say(@Nullable String sentence) {
        spec.commandLine().getErr().println("kerf: " + sentence);
        spec.commandLine().getErr().flush();
    }
}
