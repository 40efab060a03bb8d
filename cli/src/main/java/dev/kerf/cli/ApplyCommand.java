package dev.kerf.cli;

import dev.kerf.core.act.SizingPolicy.Manner;
import dev.kerf.core.act.State;
import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Advice;
import dev.kerf.core.advise.Advised;
import dev.kerf.core.advise.Scene;
import dev.kerf.kube.act.Application;
import dev.kerf.kube.act.GitPatches;
import dev.kerf.kube.act.Measurements;
import dev.kerf.kube.api.Access;
import dev.kerf.kube.api.Api;
import dev.kerf.objects.ReadOptions;
import dev.kerf.objects.read.InputException;
import dev.kerf.observe.prometheus.Range;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kerf apply}: follows advice, under its guards. */
@Command(
        name = "apply",
        description = "Follow advice: guarded, written down, and taken back by itself where anything becomes worse.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "What was proven together is applied together. Every guard is asked again at the living objects; the first that",
            "fails stops it. What is intended is written on the object first, so that a crash leaves nothing half done: the same",
            "command goes on with it, as a server that acts does, and kerf rollback takes it back.",
            "",
            "Examples:",
            "  kerf apply R01-team-Notebook-paper --dry-run",
            "  kerf apply R01-team-Notebook-paper",
            "  kerf apply R04-team-Deployment-web --rollout   # a whole GPU becomes a part of one: the pods are made anew",
            "  kerf apply --all --pr patches/        # files for a pull request, the cluster is left alone",
            "",
            "Exit codes: 0 done, 1 a guard stopped some of it or it was taken back, 2 bad input, 3 no server or it refuses."
        })
final class ApplyCommand implements Callable<Integer> {
    private static final int STOPPED = 1;
    private final InstantSource clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli injects it
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "ID", description = "advice, as kerf advise names it")
    private List<String> ids = List.of();

    @Option(names = "--all", description = "all that nothing stops and that has a place together")
    private boolean all;

    @Option(names = "--dry-run", description = "ask every guard, and change nothing")
    private boolean dry;

    @Option(
            names = "--rollout",
            description =
                    "change templates, whose controllers make the pods anew, where no policy says how (default: the"
                            + " pods that run)")
    private boolean rollout;

    @Option(names = "--pr", paramLabel = "DIR", description = "write patches for a repository instead")
    private @Nullable Path folder;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private MeasureOptions measures = new MeasureOptions();

    @Mixin
    private AuditOptions audit = new AuditOptions();

    ApplyCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        if (ids.isEmpty() != all) {
            throw new InputException("name the advice to apply, or --all; kerf advise -o name lists what there is");
        }
        try {
            boolean writes = cluster.isLive() && folder == null && !dry;
            List<Application> open = writes ? resumed() : List.of();
            Set<String> begun = open.stream().map(Application::advice).collect(Collectors.toSet());
            return Math.max(code(open), rest(begun));
        } catch (UncheckedIOException broken) {
            throw new InputException(String.valueOf(broken.getMessage()));
        }
    }

    /** What is not begun yet; nothing has to be measured where that is nothing. */
    private int rest(Set<String> open) {
        if (!all && open.containsAll(together())) {
            return 0;
        }
        try (Looked looked = Looked.at(cluster, measures, new ReadOptions(null, clock.instant()), clock)) {
            Advised advised = Advising.advise(looked.scene());
            List<Advice> chosen = all
                    ? acts(advised.followed(), open)
                    : new NamedAdvice(ids, advised, this::say).beside(open, open.isEmpty() ? ids : together());
            return folder == null ? carried(chosen, looked.scene(), open.size()) : written(chosen, folder);
        }
    }

    /** What was named, and what was to go with it when it was begun. */
    private Set<String> together() {
        return audit.ledger().together(ids);
    }

    /** What this command began when it was run before, and did not end: it may not be advised any more. */
    private List<Application> resumed() {
        try (Api api = Api.connect(new Access(cluster.kubeconfig(), cluster.context()))) {
            Applier applier = applier(api, 1);
            List<Application> open = applier.resumed(all ? applier.half() : together());
            open.forEach(come -> tell(come.advice() + ": was begun before on " + come.object(), come));
            return open;
        }
    }

    private static int code(List<Application> come) {
        return come.stream().anyMatch(a -> a.state().before() || a.state() == State.ROLLED_BACK) ? STOPPED : 0;
    }

    private Applier applier(Api api, int count) {
        Measurements source =
                (query, from, to, step) -> Advising.values(measures.access(), query, Range.between(from, to, step));
        return new Applier(api, audit.ledger(), clock, count, manner(), source);
    }

    private Manner manner() {
        return rollout ? Manner.ROLLOUT : Manner.IN_PLACE;
    }

    /** What Kerf can do itself, and has not begun. */
    private static List<Advice> acts(List<Advice> followed, Set<String> open) {
        return followed.stream()
                .filter(a -> !(a.draft().action() instanceof Action.Manifest) && !open.contains(a.id()))
                .toList();
    }

    /** A part for the next hour is nothing for a repository. */
    private static boolean lasts(Advice advice) {
        return !(advice.draft().action() instanceof Action.Fraction part && part.follows());
    }

    private int written(List<Advice> chosen, Path where) {
        try {
            List<Advice> lasting = chosen.stream().filter(ApplyCommand::lasts).toList();
            GitPatches.write(where, lasting).forEach(file -> out(file.toString()));
            out(where.resolve("README.md").toString());
            return 0;
        } catch (IOException broken) {
            throw new InputException(where + " cannot be written to; give another folder with --pr DIR");
        }
    }

    /** @param open actions that are under way already */
    private int carried(List<Advice> chosen, Scene scene, int open) {
        if (!cluster.isLive()) {
            throw new InputException("files cannot be changed; give --pr DIR for patches, or a cluster");
        }
        try (Api api = Api.connect(new Access(cluster.kubeconfig(), cluster.context()))) {
            Applier applier = applier(api, chosen.size() + open);
            List<Application> stopped = new ArrayList<>();
            for (Advice advice : chosen) {
                Application come = dry ? applier.tried(advice, scene) : applier.apply(advice, scene);
                tell(
                        advice.id() + ": " + (dry ? "would " : "")
                                + advice.draft().action().sentence(),
                        come);
                if (dry ? !onlyLevel(come) : code(List.of(come)) != 0) {
                    stopped.add(come);
                }
            }
            return stopped.isEmpty() ? 0 : STOPPED;
        }
    }

    /** Without a person's word it is stopped by its level at the least. */
    private static boolean onlyLevel(Application come) {
        return come.guards().stream().allMatch(g -> g.passes() || g.name().equals("level-too-low"));
    }

    private void tell(String what, Application come) {
        out(what);
        if (dry) {
            come.guards().stream()
                    .filter(g -> !g.name().equals("level-too-low"))
                    .forEach(g -> out("  " + (g.passes() ? "pass  " : "STOP  ") + g.name() + ": " + g.message()));
        } else {
            out("  " + come.state().word() + ": " + come.message());
        }
    }

    private void out(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }

    private void say(String sentence) {
        spec.commandLine().getErr().println(sentence);
        spec.commandLine().getErr().flush();
    }
}
