package dev.kerf.cli;

import dev.kerf.core.act.SizingPolicy.Manner;
import dev.kerf.core.act.State;
import dev.kerf.kube.act.Application;
import dev.kerf.kube.act.Measurements;
import dev.kerf.kube.api.Access;
import dev.kerf.kube.api.Api;
import dev.kerf.objects.read.InputException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kerf rollback}: takes back what was done for an advice. */
@Command(
        name = "rollback",
        description = "Take back what was done for an advice: every value becomes what it was before.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "What somebody else has changed meanwhile is left as it is. The workload is then left alone for two hours, and",
            "twice as long each time.",
            "",
            "Example:",
            "  kerf rollback R04-team-Deployment-web",
            "",
            "Exit codes: 0 taken back, 1 not all of it yet, 2 no such action, 3 no server or it refuses."
        })
final class RollbackCommand implements Callable<Integer> {
    private static final int NOT_YET = 1;
    private final InstantSource clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli injects it
    private CommandSpec spec;

    @Parameters(arity = "1", paramLabel = "ID", description = "advice that was applied, as kerf savings names it")
    private String id = "";

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private AuditOptions audit = new AuditOptions();

    RollbackCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        try (Api api = Api.connect(new Access(cluster.kubeconfig(), cluster.context()))) {
            List<Application> all =
                    new Applier(api, audit.ledger(), clock, 1, Manner.IN_PLACE, Measurements.NONE).takeBack(id);
            if (all.isEmpty()) {
                throw new InputException("no object of " + api.server() + " carries an action for " + id
                        + "; kerf savings lists what was done");
            }
            all.forEach(a -> spec.commandLine()
                    .getOut()
                    .println(a.object() + ": " + a.state().word() + ": " + a.message()));
            spec.commandLine().getOut().flush();
            return all.stream().allMatch(a -> a.state() == State.ROLLED_BACK) ? 0 : NOT_YET;
        } catch (UncheckedIOException broken) {
            throw new InputException(String.valueOf(broken.getMessage()));
        }
    }
}
