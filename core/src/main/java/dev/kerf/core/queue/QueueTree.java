package dev.kerf.core.queue;

import dev.kerf.core.model.Queue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The queues of a cluster by number, parents before their children and siblings by name. A queue whose parent is unknown,
 * or that is its own ancestor, is left out with everything below it, and said to be.
 */
public final class QueueTree {
    /** The number of no queue: the parent of a root. */
    public static final int NONE = -1;

    private final List<Queue> queues = new ArrayList<>();
    private final List<Integer> parents = new ArrayList<>();
    private final List<List<Integer>> children = new ArrayList<>();
    private final List<Integer> roots = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final SequencedMap<String, String> problems = new LinkedHashMap<>();

    /** The tree of these queues, in whatever order they come. */
    public QueueTree(List<Queue> given) {
        List<Queue> sorted =
                given.stream().sorted(Comparator.comparing(Queue::name)).toList();
        Map<String, Queue> known = new LinkedHashMap<>();
        sorted.forEach(q -> known.putIfAbsent(q.name(), q));
        Map<String, List<Queue>> below = new HashMap<>();
        for (Queue queue : known.values()) {
            String parent = queue.parent();
            if (parent != null) {
                below.computeIfAbsent(parent, p -> new ArrayList<>()).add(queue);
            }
        }
        known.values().stream().filter(q -> q.parent() == null).forEach(q -> add(q, NONE, below));
        known.values().forEach(q -> explain(q, known));
    }

    private void add(Queue queue, int parent, Map<String, List<Queue>> below) {
        int number = queues.size();
        queues.add(queue);
        parents.add(parent);
        children.add(new ArrayList<>());
        numbers.put(queue.name(), number);
        (parent == NONE ? roots : children.get(parent)).add(number);
        below.getOrDefault(queue.name(), List.of()).forEach(child -> add(child, number, below));
    }

    private void explain(Queue queue, Map<String, Queue> known) {
        if (numbers.containsKey(queue.name())) {
            return;
        }
        List<String> path = new ArrayList<>();
        Queue at = queue;
        while (at != null && !path.contains(at.name())) {
            path.add(at.name());
            at = at.parent() == null ? null : known.get(at.parent());
        }
        problems.put(queue.name(), at == null ? orphan(path.size() == 1, known.get(path.getLast())) : circle(path, at));
    }

    private static String orphan(boolean itself, @Nullable Queue last) {
        String missing = last == null ? "" : String.valueOf(last.parent());
        return itself
                ? "its parent " + missing + " does not exist"
                : "is below a queue whose parent " + missing + " does not exist";
    }

    private static String circle(List<String> path, Queue again) {
        List<String> turn = path.subList(path.indexOf(again.name()), path.size());
        return turn.size() == path.size()
                ? "is its own ancestor: " + String.join(" in ", turn) + " in " + again.name()
                : "is below a circle: " + String.join(" in ", turn) + " in " + again.name();
    }

    public int count() {
        return queues.size();
    }

    public Queue queue(int number) {
        return queues.get(number);
    }

    /** The number of the queue of that name, or {@link #NONE}. */
    public int number(String name) {
        return numbers.getOrDefault(name, NONE);
    }

    /** The queue it is part of, or {@link #NONE}. */
    public int parent(int number) {
        return parents.get(number);
    }

    /** Whether a queue is another one, or below it. */
    public boolean contains(int queue, int other) {
        int at = other;
        while (at != NONE && at != queue) {
            at = parent(at);
        }
        return at == queue;
    }

    public List<Integer> children(int number) {
        return children.get(number);
    }

    public List<Integer> roots() {
        return roots;
    }

    /** Those that were left out, with what is wrong about each. */
    public SequencedMap<String, String> problems() {
        return problems;
    }
}
