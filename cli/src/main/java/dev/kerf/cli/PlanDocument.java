package dev.kerf.cli;

import dev.kerf.core.account.QueueState;
import dev.kerf.core.model.PartId;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Slice;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.plan.Decision;
import dev.kerf.core.plan.GangVerdict;
import dev.kerf.core.plan.Plan;
import dev.kerf.core.plan.Rounds;
import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Fit;
import dev.kerf.core.reason.Reason;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Standing;
import dev.kerf.objects.ReadResult;
import dev.kerf.objects.read.Warning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rounds of a plan as the tree that {@code plan -o json} and {@code -o yaml} print. */
final class PlanDocument {
    private final ReadResult input;
    private final Rounds rounds;
    private final Snapshot end;

    PlanDocument(ReadResult input, Rounds rounds) {
        this.input = input;
        this.rounds = rounds;
        this.end = Snapshot.of(rounds.end());
    }

    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("rounds", rounds.plans().size());
        tree.put("decisions", decisions());
        tree.put("pods", pods().values().stream().map(PodState::tree).toList());
        tree.put("gangs", gangs().values().stream().map(PlanDocument::gang).toList());
        tree.put("queues", queues().stream().map(PlanDocument::queue).toList());
        tree.put("skipped", skipped());
        tree.put("warnings", warnings().stream().map(PlanDocument::warning).toList());
        return tree;
    }

    /** What the queues came to in the last round; none where there are none. */
    List<QueueState> queues() {
        return rounds.plans().getLast().queues();
    }

    private static Map<String, Object> queue(QueueState state) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("queue", state.queue());
        QueuesDocument.amounts(tree, state);
        return tree;
    }

    /** How often each pod was evicted in all rounds; those that never were are not in it. */
    Map<TaskId, Integer> evictions() {
        Map<TaskId, Integer> times = new HashMap<>();
        rounds.plans().stream().flatMap(Plan::evictions).forEach(e -> times.merge(e.task(), 1, Integer::sum));
        return times;
    }

    private List<Object> decisions() {
        List<Object> all = new ArrayList<>();
        for (int round = 0; round < rounds.plans().size(); round++) {
            for (Decision decision : rounds.plans().get(round).decisions()) {
                all.add(decision(round + 1, decision));
            }
        }
        return all;
    }

    private static Map<String, Object> decision(int round, Decision decision) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("round", round);
        decided(tree, decision);
        return tree;
    }

    /** What was decided about which pod, and why. */
    static void decided(Map<String, Object> tree, Decision decision) {
        tree.put("pod", decision.task().toString());
        switch (decision) {
            case Decision.Bind bind -> {
                tree.put("decision", "bind");
                tree.put("node", bind.node());
                tree.put("devices", devices(bind.slices()));
            }
            case Decision.Nominate nominate -> {
                tree.put("decision", "nominate");
                tree.put("node", nominate.node());
                tree.put("devices", devices(nominate.slices()));
            }
            case Decision.Hold hold -> {
                tree.put("decision", "hold");
                tree.put("node", "");
                tree.put("devices", List.of());
            }
            case Decision.Evict evict -> {
                tree.put("decision", "evict");
                tree.put("node", "");
                tree.put("devices", List.of());
                tree.put(
                        "by",
                        evict.by() == null
                                ? ""
                                : evict.by().namespace() + "/" + evict.by().name());
                tree.put("lostGpuHours", evict.lost().hours());
            }
        }
        because(tree, decision.reason());
    }

    private static void because(Map<String, Object> tree, Reason reason) {
        tree.put("code", reason.code().name());
        tree.put("args", reason.args());
        tree.put("message", reason.message());
    }

    private static List<Object> devices(List<Slice> slices) {
        List<Object> all = new ArrayList<>();
        for (Slice slice : slices) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("index", slice.device());
            tree.put("milli", slice.share().thousandths());
            tree.put("bytes", slice.share().memory().count());
            all.add(tree);
        }
        return all;
    }

    private List<Object> skipped() {
        List<Object> all = new ArrayList<>();
        input.skipped().forEach((kind, count) -> {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("kind", kind);
            tree.put("count", count);
            all.add(tree);
        });
        return all;
    }

    /** What the reader and the engine want to be known, in that order. */
    List<Warning> warnings() {
        List<Warning> all = new ArrayList<>(input.warnings());
        for (String message : Snapshot.of(input.cluster()).warnings()) {
            all.add(new Warning("", 0, "", message));
        }
        return all;
    }

    private static Map<String, Object> warning(Warning warning) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("file", warning.file());
        tree.put("line", warning.line());
        tree.put("object", warning.object());
        tree.put("message", warning.message());
        return tree;
    }

    /** What became of each gang and its parts in the last round that looked at it, by name. */
    Map<PartId, GangVerdict> gangs() {
        Map<PartId, GangVerdict> gangs = new TreeMap<>();
        rounds.plans().forEach(plan -> plan.gangs().forEach(g -> gangs.put(g.part(), g)));
        return gangs;
    }

    private static Map<String, Object> gang(GangVerdict gang) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("gang", gang.gang().namespace() + "/" + gang.gang().name());
        tree.put("part", gang.part().namespace() + "/" + gang.part().name());
        tree.put("state", state(gang));
        because(tree, gang.reason());
        return tree;
    }

    /** {@code bound}, {@code pending} or {@code never}. */
    static String state(GangVerdict gang) {
        return switch (gang.fit()) {
            case FITS -> "bound";
            case NOT_NOW -> "pending";
            case NEVER -> "never";
        };
    }

    /** Where every pod stands after the last round, by name. */
    Map<TaskId, PodState> pods() {
        Map<TaskId, PodState> states = new TreeMap<>();
        Map<TaskId, Decision> last = new HashMap<>();
        rounds.plans().stream().map(Plan::decisions).forEach(d -> d.forEach(x -> last.put(x.task(), x)));
        for (Placement placement : rounds.end().placed()) {
            Task task = placement.task();
            if (last.get(task.id()) instanceof Decision.Bind bind) {
                states.put(task.id(), new PodState(task, "bound", bind.node(), bind.slices(), bind.reason()));
            }
        }
        for (int i = 0; i < end.taskCount() - end.pendingCount(); i++) {
            Task task = end.task(end.pendingCount() + i);
            if (!states.containsKey(task.id())) {
                states.put(task.id(), running(task, i));
            }
        }
        for (Task task : rounds.end().pending()) {
            PodState state = waiting(task, last.get(task.id()));
            if (state != null) {
                states.put(task.id(), state);
            }
        }
        return states;
    }

    /** A pod on no node; null: nothing was decided about it. */
    private static @Nullable PodState waiting(Task task, @Nullable Decision decision) {
        return switch (decision) {
            case Decision.Hold hold -> {
                String word = hold.fit() == Fit.NEVER ? "never" : "pending";
                yield new PodState(task, word, "", List.of(), hold.reason());
            }
            case Decision.Nominate promised ->
                new PodState(task, "nominated", promised.node(), promised.slices(), promised.reason());
            case Decision.Evict evicted -> new PodState(task, "evicted", "", List.of(), evicted.reason());
            case Decision.Bind bind -> null;
            case null -> null;
        };
    }

    private PodState running(Task task, int standing) {
        int number = end.standing().node(standing);
        String node = number == Standing.UNKNOWN_NODE ? "" : end.node(number).name();
        List<Slice> slices = new ArrayList<>();
        for (long rest = end.standing().devices(standing); rest != 0; rest &= rest - 1) {
            slices.add(
                    new Slice(Long.numberOfTrailingZeros(rest), end.standing().share(standing)));
        }
        return new PodState(task, "running", node, slices, Reason.of(Code.STANDING, "node", node));
    }

    /** Where one pod stands and why. */
    record PodState(Task task, String state, String node, List<Slice> slices, Reason reason) {

        Map<String, Object> tree() {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("pod", task.id().toString());
            tree.put("state", state);
            tree.put("node", node);
            tree.put("devices", devices(slices));
            because(tree, reason);
            return tree;
        }
    }
}
