package dev.kerf.objects.share;

import dev.kerf.core.model.Queue;
import dev.kerf.core.queue.QueueTree;
import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Reason;
import dev.kerf.objects.queue.QueueReader;
import dev.kerf.objects.read.Item;
import dev.kerf.objects.read.Problem;
import dev.kerf.objects.read.Warning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Kerf's queues, and what is wrong with each. */
public final class Queues {
    /** The API group in which the kind is meant. */
    public static final String GROUP = "kerf.dev";

    private final SortedMap<String, Draft> known = new TreeMap<>();

    /** One object, and the problems of its fields. */
    private record Draft(Queue queue, List<Problem> problems, QueueObject object) {}

    /** The object is there, or has changed; its problems are the object's too. */
    boolean put(Item item) {
        Queue queue = QueueReader.read(item);
        Draft before = known.put(item.name(), new Draft(queue, item.problems(), QueueObject.of(item)));
        return before == null || !before.queue.equals(queue);
    }

    boolean remove(String name) {
        return known.remove(name) != null;
    }

    boolean retain(Set<String> names) {
        return known.keySet().retainAll(names);
    }

    /** All of them, those too that cannot be used as they stand. */
    public List<Queue> queues() {
        return known.values().stream().map(Draft::queue).toList();
    }

    /** How each stands that there is an object of, by name. */
    public Map<String, QueueCondition> conditions() {
        Map<String, String> outside = new QueueTree(queues()).problems();
        Map<String, QueueCondition> conditions = new HashMap<>();
        known.forEach((name, draft) -> conditions.put(name, condition(draft, outside.getOrDefault(name, ""))));
        return conditions;
    }

    private QueueCondition condition(Draft draft, String outside) {
        if (!outside.isEmpty()) {
            String word = outside.endsWith("does not exist") ? QueueCondition.PARENT_MISSING : QueueCondition.CYCLE;
            return new QueueCondition(draft.object, word, unusable(outside));
        }
        if (!draft.problems.isEmpty()) {
            Problem first = draft.problems.getFirst();
            Reason wrong = Reason.of(Code.QUEUE_MISREAD, "field", first.field(), "problem", first.text());
            return new QueueCondition(draft.object, QueueCondition.INVALID, wrong);
        }
        return new QueueCondition(draft.object, QueueCondition.READY, null);
    }

    private static Reason unusable(String outside) {
        String its = "its parent ";
        String problem = outside.startsWith(its)
                ? "is part of queue " + outside.substring(its.length()).replace(" does", ", which does")
                : outside;
        return Reason.of(Code.QUEUE_UNUSABLE, "problem", problem);
    }

    /** What is wrong with their places in the tree, for whoever reads files. */
    public List<Warning> warnings() {
        List<Warning> warnings = new ArrayList<>();
        new QueueTree(queues())
                .problems()
                .forEach((name, problem) -> warnings.add(new Warning("", 0, "Queue " + name, problem)));
        return warnings;
    }
}
