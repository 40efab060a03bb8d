package dev.kerf.cli;

import dev.kerf.core.account.QueueState;
import dev.kerf.core.model.Queue;
import dev.kerf.core.plan.Plan;
import dev.kerf.core.plan.Planner;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.worth.Knobs;
import dev.kerf.objects.ReadResult;
import dev.kerf.objects.queue.QueueAmounts;
import dev.kerf.objects.read.Warning;
import dev.kerf.objects.share.QueueCondition;
import dev.kerf.sim.kerf.KerfPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the queues of a cluster have come to, as {@code kerf queues} prints it: what is sure, deserved and used once what waits
 * now has been decided about.
 */
final class QueuesDocument {
    private static final String GPU = "nvidia.com/gpu";
    private static final String INDENT = "  ";
    private final ReadResult input;
    private final List<QueueState> states;
    private final Map<String, @Nullable String> parents = new HashMap<>();

    private QueuesDocument(ReadResult input, List<QueueState> states) {
        this.input = input;
        this.states = states;
        for (Queue queue : input.cluster().queues()) {
            parents.put(queue.name(), queue.parent());
        }
    }

    static QueuesDocument of(ReadResult input) {
        Plan plan = Planner.plan(Snapshot.of(input.cluster()), KerfPolicy.ofWhatIsThere(Knobs.TUNED), 0);
        return new QueuesDocument(
                input, plan.queues().stream().filter(s -> shown(input, s)).toList());
    }

    /** The queue that stands in for none is there without an object; it is shown once something is charged to it. */
    private static boolean shown(ReadResult input, QueueState state) {
        boolean empty = state.pending() == 0 && state.used().values().stream().allMatch(amount -> amount == 0);
        return !empty || input.queues().containsKey(state.queue());
    }

    /** What one queue has come to; null: it has no place in the tree, or is not there. */
    @Nullable
    QueueState state(String name) {
        return states.stream().filter(s -> s.queue().equals(name)).findFirst().orElse(null);
    }

    /** The queues in the order of their tree, and those that have no place in it with what is wrong. */
    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("queues", states.stream().map(this::queue).toList());
        tree.put(
                "outside",
                outside().entrySet().stream()
                        .map(each -> Map.of("queue", each.getKey(), "message", each.getValue()))
                        .toList());
        tree.put("warnings", warnings());
        return tree;
    }

    private Map<String, Object> queue(QueueState state) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("queue", state.queue());
        String parent = parents.get(state.queue());
        tree.put("parent", parent == null ? "" : parent);
        amounts(tree, state);
        tree.put("pending", state.pending());
        return tree;
    }

    /** Guarantee, share and use of a queue, whole numbers or texts. */
    static void amounts(Map<String, Object> tree, QueueState state) {
        tree.put("guarantee", QueueAmounts.plain(state.guarantee()));
        tree.put("share", QueueAmounts.plain(state.share()));
        tree.put("used", QueueAmounts.plain(state.used()));
    }

    /** One row for each queue and resource; a queue is named once, below and to the right of its parent. */
    List<String> lines() {
        if (states.isEmpty() && outside().isEmpty()) {
            return List.of("there are no queues; everything goes by priority and age");
        }
        TextTable table = new TextTable("QUEUE", "RESOURCE", "GUARANTEE", "SHARE", "USED", "PENDING");
        states.forEach(state -> rows(table, state));
        outside().forEach((name, problem) -> table.row(name, "-", "-", "-", "-", "-"));
        return table.lines();
    }

    private void rows(TextTable table, QueueState state) {
        List<String> resources = new ArrayList<>(state.share().keySet());
        resources.sort((a, b) -> Boolean.compare(!a.equals(GPU), !b.equals(GPU)));
        String name = INDENT.repeat(depth(state.queue())) + state.queue();
        for (String resource : resources) {
            boolean first = resource.equals(resources.getFirst());
            table.row(
                    first ? name : "",
                    resource,
                    text(resource, state.guarantee()),
                    text(resource, state.share()),
                    text(resource, state.used()),
                    first ? Integer.toString(state.pending()) : "");
        }
    }

    private static String text(String resource, SortedMap<String, Long> amounts) {
        return QueueAmounts.text(resource, amounts.getOrDefault(resource, 0L));
    }

    private int depth(String name) {
        int depth = 0;
        for (String up = parents.get(name); up != null && depth < parents.size(); up = parents.get(up)) {
            depth++;
        }
        return depth;
    }

    private SortedMap<String, String> outside() {
        SortedMap<String, String> outside = new TreeMap<>();
        input.queues().forEach((name, condition) -> {
            if (state(name) == null) {
                outside.put(name, problem(condition));
            }
        });
        return outside;
    }

    private static String problem(QueueCondition condition) {
        return condition.reason(null).message();
    }

    /** What of the queues was not taken as it stands. */
    List<String> warnings() {
        return input.warnings().stream()
                .filter(w -> w.object().startsWith("Queue "))
                .map(Warning::toString)
                .toList();
    }
}
