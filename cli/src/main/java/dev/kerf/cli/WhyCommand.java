package dev.kerf.cli;

import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.PartId;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.plan.Policy;
import dev.kerf.core.why.Change;
import dev.kerf.core.why.GangWhy;
import dev.kerf.core.why.Why;
import dev.kerf.core.worth.Knobs;
import dev.kerf.kube.api.Unreachable;
import dev.kerf.kube.survey.AskedPod;
import dev.kerf.objects.Asked;
import dev.kerf.objects.ReadOptions;
import dev.kerf.objects.ReadResult;
import dev.kerf.objects.read.InputException;
import dev.kerf.objects.share.QueueCondition;
import dev.kerf.objects.write.Documents;
import dev.kerf.sim.kerf.KerfPolicy;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kerf why}: the one sentence why a pod stands where it stands, or stands nowhere. */
@Command(
        name = "why",
        description = "Say in one sentence why a pod waits, and what would let it in.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Works with any cluster and with dumps; no Kerf has to run there. Prints what Kerf",
            "writes into the pod's condition PodScheduled; on a terminal, what would help too.",
            "  kerf why pod/train-0 -n research",
            "  kerf why pod/train-0 -n research -o json",
            "  kerf why queue/research",
            "  kubectl get nodes,pods,pv,pvc,sc -A -o yaml | kerf why pod/train-0 -f -",
            "",
            "Exit codes: 0 answered, 2 no such pod or bad input, 3 no server or it refuses."
        })
final class WhyCommand implements Callable<Integer> {
    private static final int BAD_INPUT = 2;
    private static final int UNREACHABLE = 3;
    private static final String POD_GROUP = "PodGroup/";

    /** How an answer can be printed. */
    enum Output {
        text,
        json
    }

    private final InstantSource clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli injects it
    private CommandSpec spec;

    @Parameters(
            arity = "1..2",
            paramLabel = "OBJECT",
            description = "what to ask about: pod/NAME, podgroup/NAME or queue/NAME")
    private List<String> words = List.of();

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = "its namespace (default: the kubeconfig's, or default)")
    private @Nullable String namespace;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = "--scheduler-name",
            paramLabel = "NAME",
            defaultValue = "kerf",
            description = "the name Kerf goes by in the cluster (default: ${DEFAULT-VALUE})")
    private String scheduler = "kerf";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Output output = Output.text;

    WhyCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        try {
            Target target = Target.parse(words);
            print(
                    switch (target.kind()) {
                        case POD -> cluster.isLive() ? live(target) : dump(target);
                        case PODGROUP -> gang(target);
                        case QUEUE -> queue(target.name());
                    });
            return 0;
        } catch (InputException unusable) {
            say(unusable.sentence());
            return BAD_INPUT;
        } catch (Unreachable away) {
            say(away.getMessage());
            return UNREACHABLE;
        }
    }

    private WhyDocument dump(Target target) {
        TaskId id = id(target, "default");
        return answer(dump(new Asked.OnePod(id)), id);
    }

    private ReadResult dump(Asked asked) {
        ReadResult input = cluster.files(new ReadOptions(null, clock.instant(), asked));
        input.warnings().stream().filter(w -> w.object().equals(asked.title())).forEach(w -> say(w.toString()));
        return input;
    }

    private WhyDocument live(Target target) {
        try (ClusterServer server = cluster.server()) {
            TaskId id = id(target, server.namespace());
            AskedPod pod = server.pod(id);
            if (pod == null) {
                throw new InputException(Names.missing("pod", id, server.pods()));
            }
            if (pod.finished()) {
                throw new InputException("pod " + id + " waits for nothing: it has finished (" + pod.phase() + ")");
            }
            boolean ours = pod.scheduler().equals(scheduler);
            if (!ours && pod.node().isEmpty()) {
                say("pod " + id + " is for scheduler " + pod.scheduler() + "; it is looked at as if it were Kerf's");
            }
            WhyDocument computed = answer(server.read(pod.scheduler(), clock.instant()), id);
            boolean waits = computed.node().isEmpty();
            return ours && waits && pod.freshlyTold(clock.instant()) ? computed.saying(pod.message()) : computed;
        }
    }

    private WhyDocument gang(Target target) {
        if (!cluster.isLive()) {
            TaskId group = id(target, "default");
            return gang(dump(new Asked.OneGang(gangId(group))), group);
        }
        try (ClusterServer server = cluster.server()) {
            TaskId group = id(target, server.namespace());
            String whose = server.schedulerOf(gangId(group));
            if (whose != null && !whose.equals(scheduler)) {
                say("PodGroup " + group + " is for scheduler " + whose + "; it is looked at as if it were Kerf's");
            }
            return gang(server.read(whose == null ? scheduler : whose, clock.instant()), group);
        }
    }

    private static PartId gangId(TaskId group) {
        return new PartId(group.namespace(), POD_GROUP + group.name());
    }

    private WhyDocument gang(ReadResult input, TaskId group) {
        Policy policy = KerfPolicy.ofWhatIsThere(Knobs.TUNED);
        GangWhy why = GangWhy.of(input.cluster(), policy, 0, gangId(group), isUnblocking());
        if (why == null) {
            List<TaskId> there = GangWhy.known(input.cluster(), policy, 0).stream()
                    .filter(g -> g.name().startsWith(POD_GROUP))
                    .map(g -> new TaskId(g.namespace(), g.name().substring(POD_GROUP.length())))
                    .toList();
            throw new InputException(Names.missing("PodGroup", group, there));
        }
        return WhyDocument.of(group.name(), why);
    }

    private WhyDocument queue(String name) {
        if (!cluster.isLive()) {
            return queue(cluster.files(new ReadOptions(null, clock.instant())), name);
        }
        try (ClusterServer server = cluster.server()) {
            return queue(server.read(scheduler, clock.instant()), name);
        }
    }

    private static WhyDocument queue(ReadResult input, String name) {
        QueueCondition condition = input.queues().get(name);
        if (condition == null) {
            throw new InputException(Names.missingQueue(name, input.queues().keySet()));
        }
        return WhyDocument.of(condition, QueuesDocument.of(input).state(name));
    }

    private boolean isUnblocking() {
        return output == Output.json || Progress.isWatched();
    }

    private TaskId id(Target target, String otherwise) {
        String said = Optional.ofNullable(target.namespace())
                .or(() -> Optional.ofNullable(namespace))
                .orElse(otherwise);
        return new TaskId(said, target.name());
    }

    private WhyDocument answer(ReadResult input, TaskId id) {
        Cluster known = input.cluster();
        for (Placement placement : known.placed()) {
            if (placement.task().id().equals(id)) {
                return WhyDocument.of(placement);
            }
        }
        if (known.pending().stream().noneMatch(t -> t.id().equals(id))) {
            throw new InputException(absent(input, id));
        }
        Policy policy = KerfPolicy.ofWhatIsThere(Knobs.TUNED);
        return WhyDocument.of(Why.of(known, policy, 0, id, isUnblocking()));
    }

    private static String absent(ReadResult input, TaskId id) {
        String why = input.absent().get(id);
        if (why != null) {
            return "pod " + id + " waits for nothing: it is left out (" + why + ")";
        }
        Set<TaskId> there = new HashSet<>(input.absent().keySet());
        input.cluster().pending().forEach(t -> there.add(t.id()));
        input.cluster().placed().forEach(p -> there.add(p.task().id()));
        return Names.missing("pod", id, there);
    }

    private void print(WhyDocument answer) {
        PrintWriter out = spec.commandLine().getOut();
        if (output == Output.json) {
            out.println(Documents.json(answer.tree()));
        } else {
            out.println(answer.message());
        }
        out.flush();
        if (output == Output.text && !answer.unblock().isEmpty()) {
            spec.commandLine().getErr().println("would let it in:");
            answer.unblock().stream()
                    .map(Change::message)
                    .forEach(m -> spec.commandLine().getErr().println("  " + m));
        }
    }

    private void say(@Nullable String sentence) {
        spec.commandLine().getErr().println("kerf: " + sentence);
        spec.commandLine().getErr().flush();
    }
}
