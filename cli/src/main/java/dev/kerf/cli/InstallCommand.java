package dev.kerf.cli;

import dev.kerf.kube.api.Access;
import dev.kerf.kube.api.Answer;
import dev.kerf.kube.api.Api;
import dev.kerf.kube.api.Unreachable;
import dev.kerf.kube.install.Installation;
import dev.kerf.kube.install.Wanted;
import dev.kerf.objects.pod.SharingKeys;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kerf install}: what Kerf wants of a cluster, shown or made. */
@Command(
        name = "install",
        description =
                "Bring what Kerf wants into a cluster: its kinds of objects, and a service account with its rights.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Nothing of it runs: kerf up does, from here or as that service account. The Helm chart in deploy/chart/kerf",
            "brings the same and runs Kerf in the cluster. Every right and its reason: docs/security.md. Examples:",
            "  kerf install --dry-run                         # only print what would be applied",
            "  kerf install --kubeconfig ~/.kube/config",
            "  kerf install --crds-only                       # after an update",
            "  kerf install --dry-run | kubectl delete -f -   # takes it away again, and with it all queues",
            "",
            "Exit codes: 0 done, 3 the server cannot be reached or refuses."
        })
final class InstallCommand implements Callable<Integer> {
    private static final int REFUSED = 3;
    private static final int CREATED = 201;
    private static final int CONFLICT = 409;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli injects it
    private CommandSpec spec;

    @Option(names = "--dry-run", description = "print the objects and ask no server")
    private boolean dryRun;

    @Option(names = "--kubeconfig", paramLabel = "FILE", description = "the cluster (default: as kubectl finds it)")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "context of the kubeconfig (default: its current one)")
    private @Nullable String context;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            defaultValue = "kerf-system",
            description = "of the service account (default: ${DEFAULT-VALUE})")
    private String namespace = "kerf-system";

    @Option(
            names = "--reservation-namespace",
            paramLabel = "NAME",
            defaultValue = SharingKeys.RESERVATION_NAMESPACE,
            description = "where the pods stand that hold shared GPUs (default: ${DEFAULT-VALUE})")
    private String reservations = SharingKeys.RESERVATION_NAMESPACE;

    @Option(
            names = "--scheduler-name",
            paramLabel = "NAME",
            defaultValue = "kerf",
            description = "by which pods will ask for Kerf (default: ${DEFAULT-VALUE})")
    private String scheduler = "kerf";

    @Option(names = "--crds-only", description = "the kinds of objects alone, no rights")
    private boolean crdsOnly;

    @Option(names = "--force-conflicts", description = "also where Helm or somebody else says otherwise")
    private boolean force;

    @Override
    public Integer call() {
        List<Wanted> all = new Installation(namespace, reservations, scheduler).wanted();
        List<Wanted> wanted = crdsOnly ? all.subList(0, Installation.CRDS.size()) : all;
        PrintWriter out = spec.commandLine().getOut();
        if (dryRun) {
            wanted.forEach(each -> out.println("---\n" + each.yaml()));
            return 0;
        }
        try (Api api = Api.connect(new Access(kubeconfig, context))) {
            return apply(api, wanted, out);
        } catch (Unreachable away) {
            return say(String.valueOf(away.getMessage()));
        }
    }

    /** One after the other; what is refused keeps nothing else from being made. */
    private int apply(Api api, List<Wanted> wanted, PrintWriter out) {
        int code = 0;
        for (Wanted each : wanted) {
            Answer answer = api.ask(each.apply(force));
            if (answer.code() == 0) {
                return say("no API server at " + api.server() + ": " + answer.message() + "; name one by --kubeconfig");
            }
            if (answer.ok()) {
                out.println(each.title() + (answer.code() == CREATED ? " created" : " applied"));
            } else {
                code = say(each.title() + " was refused: " + answer.message() + wayOut(answer));
            }
        }
        out.flush();
        return code;
    }

    private static String wayOut(Answer answer) {
        return answer.code() == CONFLICT ? "; --force-conflicts takes it over" : "";
    }

    private int say(String sentence) {
        spec.commandLine().getErr().println("kerf: " + sentence);
        return REFUSED;
    }
}
