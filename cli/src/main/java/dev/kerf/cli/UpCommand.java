package dev.kerf.cli;

import dev.kerf.core.plan.Policy;
import dev.kerf.core.worth.Knobs;
import dev.kerf.fakecluster.FakeCluster;
import dev.kerf.kube.api.Access;
import dev.kerf.kube.api.Unreachable;
import dev.kerf.objects.Pool;
import dev.kerf.objects.read.InputException;
import dev.kerf.objects.write.Documents;
import dev.kerf.server.Profile;
import dev.kerf.server.Reporting;
import dev.kerf.server.Running;
import dev.kerf.server.Shadowing;
import dev.kerf.server.log.EventLog;
import dev.kerf.sim.kerf.KerfPolicy;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
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
        description = "Schedule a cluster, yours or an embedded one, in the foreground, until interrupted.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Places the pods whose schedulerName is its own and touches nothing else. Without a cluster it brings one, in",
            "memory, with kubelets that are played; the line KUBECONFIG=PATH says when and where. Examples:",
            "  kerf up                                 a small cluster with many kinds of GPU nodes",
            "  kerf up --nodes fleet.yaml              one like yours",
            "  kerf up --kubeconfig ~/.kube/config     a real one",
            "What it binds and holds is told on standard error; docs/operations.md explains metrics, health and traces.",
            "",
            "With --act it also finishes, looks after and takes back what kerf apply began. With --prometheus it advises by",
            "itself, and does of that what SizingPolicies let it (docs/acting.md); without one of L2 or more that is nothing:",
            "  kerf up --kubeconfig ~/.kube/config --act --prometheus http://prometheus.monitoring:9090",
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
            description = "whose pods to place (default: kerf; with --shadow: of the default scheduler too)")
    private @Nullable String schedulerName;

    @Option(
            names = "--node-pool",
            paramLabel = "LABEL=VALUE",
            description = {
                "place only on nodes with this label, and only pods that carry it or select it; LABEL= takes those"
                        + " without it (default: the whole cluster)"
            })
    private @Nullable String pool;

    @Mixin
    private final ElectionOptions election = new ElectionOptions();

    @Mixin
    private final SharingOptions sharing = new SharingOptions();

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = {
                "knobs of the placement and how queues are held against each other (queueOrder, pastUse, moves, keepAfter;"
                        + " docs/operations.md)"
            })
    private @Nullable String policy;

    @Option(
            names = "--shadow",
            description = {
                "bind nothing: say what Kerf would have done with the pods that the present scheduler places, and sum it"
                        + " up at the end (Ctrl-C)"
            })
    private boolean shadow;

    @Option(
            names = "-o",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "of the summary of --shadow: table or json (default: ${DEFAULT-VALUE})")
    private String format = "table";

    @Mixin
    private final ActingOptions acting = new ActingOptions();

    @Mixin
    private final ReportingOptions reporting = new ReportingOptions();

    @Mixin
    private final EmbeddedOptions embedded = new EmbeddedOptions();

    @Override
    public Integer call() throws InterruptedException {
        boolean elsewhere = inCluster || shadow || kubeconfig != null || context != null;
        if (elsewhere && embedded.given()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--nodes, --dir and --port are the embedded cluster's; give them without another cluster.");
        }
        try {
            if (!elsewhere) {
                return scheduleEmbedded();
            }
            return shadow
                    ? shadow()
                    : schedule(access(), null, running -> print(scheduling(running.server())), () -> {});
        } catch (InputException wrong) {
            say(wrong.getMessage());
            return BAD_INPUT;
        } catch (UncheckedIOException taken) {
            say(Objects.requireNonNullElse(taken.getCause(), taken).getMessage());
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

    /** A cluster in memory; the scheduler finds it as it would any other. */
    private int scheduleEmbedded() throws InterruptedException {
        try (FakeCluster cluster = embedded.start(this::say)) {
            String line = "KUBECONFIG=" + cluster.kubeconfig().toAbsolutePath();
            Access access = new Access(cluster.kubeconfig(), null);
            say("what its nodes and pods use is told by " + cluster.prometheus() + " in Prometheus' way");
            return schedule(
                    access,
                    cluster.prometheus(),
                    running -> embedded.whenReady(running, () -> print(line)),
                    cluster::close);
        }
    }

    private String scheduling(String server) {
        return "SCHEDULING server=" + server + " name=" + name();
    }

    /** @param own who measures the cluster where nobody is named; null: nobody does */
    private int schedule(Access access, @Nullable URI own, Consumer<Running> announce, Runnable last)
            throws InterruptedException {
        Policy chosen = policy == null ? KerfPolicy.ofWhatIsThere(Knobs.TUNED) : PolicyFile.read(policy);
        EventLog log = reporting.log(spec.commandLine().getErr());
        Reporting reports = reporting.reporting(log);
        try (Admitting _ = sharing.serve(name(), access, reports.troubles());
                Running running = Running.on(access, profile(own), chosen, reports);
                Ending _ = Ending.onSignal(running, log, last)) {
            announce.accept(running);
            running.run();
            return 0;
        }
    }

    private int shadow() throws InterruptedException {
        try (Shadowing shadowing = Shadowing.of(access(), schedulerName, pool(), this::say)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> sumUp(shadowing)));
            print(scheduling(shadowing.server()) + " shadow=true");
            shadowing.run();
            return 0;
        }
    }

    private void sumUp(Shadowing shadowing) {
        ShadowDocument document = new ShadowDocument(shadowing.report());
        print(format.equals("json") ? Documents.json(document.tree()) : String.join("\n", document.lines()));
        shadowing.close();
    }

    private String name() {
        return schedulerName == null ? "kerf" : schedulerName;
    }

    private void print(String text) {
        spec.commandLine().getOut().println(text);
        spec.commandLine().getOut().flush();
    }

    private Profile profile(@Nullable URI own) {
        return new Profile(
                name(),
                pool(),
                election.election(shard()),
                sharing.form(),
                acting.terms(own, InstantSource.system(), this::say));
    }

    private Pool pool() {
        try {
            return pool == null ? Pool.ALL : Pool.parse(pool);
        } catch (IllegalArgumentException none) {
            throw new ParameterException(spec.commandLine(), "--node-pool " + none.getMessage());
        }
    }

    /** Each pool has a lease of its own, since each has a leader of its own. */
    private String shard() {
        String value = pool == null ? "" : pool.substring(pool.indexOf('=') + 1);
        return value.isEmpty() ? name() : name() + "-" + value.toLowerCase(Locale.ROOT);
    }

    private void say(@Nullable String sentence) {
        spec.commandLine().getErr().println("kerf: " + sentence);
        spec.commandLine().getErr().flush();
    }
}
