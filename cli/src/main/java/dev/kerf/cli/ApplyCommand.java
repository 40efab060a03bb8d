package dev.kerf.cli;

import dev.kerf.core.act.SizingPolicy.Manner;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
            "fails stops it. What is intended is written on the object first, so that a crash leaves nothing half done.",
            "",
            "Examples:",
            "  kerf apply R01-team-Notebook-paper --dry-run",
            "  kerf apply R01-team-Notebook-paper",
            "  kerf apply R04-team-Deployment-web --rollout   # a whole GPU becomes a part of one: the pods are made anew",
            "  kerf apply --all --pr patches/        # files for a pull request, the cluster is left alone",
            "",
            "Exit codes: 0 done, 1 a guard stopped some of it, 2 bad input, 3 no server or it refuses."
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
        try (Looked looked = Looked.at(cluster, measures, new ReadOptions(null, clock.instant()), clock)) {
            Advised advised = Advising.advise(looked.scene());
            List<Advice> chosen = all ? acts(advised.followed()) : chosen(advised);
            return folder == null ? carried(chosen, looked.scene()) : written(chosen, folder);
        }
    }

    private Manner manner() {
        return rollout ? Manner.ROLLOUT : Manner.IN_PLACE;
    }

    /** What Kerf can do itself. */
    private static List<Advice> acts(List<Advice> followed) {
        return followed.stream()
                .filter(a -> !(a.draft().action() instanceof Action.Manifest))
                .toList();
    }

    /** What was named, and what was proven together with it. */
    private List<Advice> chosen(Advised advised) {
        Map<String, Advice> known = new LinkedHashMap<>();
        Stream.concat(advised.advice().stream(), advised.aside().stream()).forEach(a -> known.put(a.id(), a));
        Map<String, Advice> chosen = new LinkedHashMap<>();
        for (String id : ids) {
            Advice advice = known.get(id);
            if (advice == null) {
                throw new InputException("there is no advice " + id + "; kerf advise -o name lists what there is");
            }
            chosen.put(id, advice);
            advice.with().stream().filter(known::containsKey).forEach(other -> {
                if (!ids.contains(other) && !chosen.containsKey(other)) {
                    say("kerf: " + other + " was proven together with " + id + " and goes with it");
                }
                chosen.put(other, java.util.Objects.requireNonNull(known.get(other)));
            });
        }
        return List.copyOf(chosen.values());
    }

    private int written(List<Advice> chosen, Path where) {
        try {
            GitPatches.write(where, chosen).forEach(file -> out(file.toString()));
            out(where.resolve("README.md").toString());
            return 0;
        } catch (IOException broken) {
            throw new InputException(where + " cannot be written to; give another folder with --pr DIR");
        }
    }

    private int carried(List<Advice> chosen, Scene scene) {
        if (!cluster.isLive()) {
            throw new InputException("files cannot be changed; give --pr DIR for patches, or a cluster");
        }
        try (Api api = Api.connect(new Access(cluster.kubeconfig(), cluster.context()))) {
            Measurements source =
                    (query, from, to, step) -> Advising.values(measures.access(), query, Range.between(from, to, step));
            Applier applier = new Applier(api, audit.ledger(), clock, chosen.size(), manner(), source);
            List<Application> stopped = new ArrayList<>();
            for (Advice advice : chosen) {
                Application come = dry ? applier.tried(advice, scene) : applier.apply(advice, scene);
                tell(advice, come);
                if (dry ? !onlyLevel(come) : come.state().before()) {
                    stopped.add(come);
                }
            }
            return stopped.isEmpty() ? 0 : STOPPED;
        } catch (UncheckedIOException broken) {
            throw new InputException(String.valueOf(broken.getMessage()));
        }
    }

    /** Without a person's word it is stopped by its level at the least. */
    private static boolean onlyLevel(Application come) {
        return come.guards().stream().allMatch(g -> g.passes() || g.name().equals("level-too-low"));
    }

    private void tell(Advice advice, Application come) {
        out(advice.id() + ": " + (dry ? "would " : "") + advice.draft().action().sentence());
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
