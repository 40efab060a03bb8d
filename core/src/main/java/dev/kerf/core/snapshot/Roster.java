package dev.kerf.core.snapshot;

import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Gang;
import dev.kerf.core.model.Part;
import dev.kerf.core.model.PartId;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Who belongs to which gang, and whose turn it is. Priority goes first; within it a gang that stands below its minimum,
 * since what it holds is of no use before it is whole again; then who was created first; then names. The members of a gang
 * stand together.
 */
final class Roster {
    static final int ALONE = -1;
    private static final Comparator<Turn> TURNS = Comparator.comparingInt(Turn::priority)
            .reversed()
            .thenComparing(Turn::settled)
            .thenComparing(Turn::created)
            .thenComparing(Turn::namespace)
            .thenComparing(Turn::name)
            .thenComparing(Turn::leaf)
            .thenComparing(Turn::task, TaskTable.SERVED);

    final List<Gang> gangs;
    private final Map<PartId, Leaf> leaves = new HashMap<>();
    private final Map<PartId, Integer> standing = new HashMap<>();

    /** A part, of which gang and at which place within it. */
    private record Leaf(int gang, int place) {}

    /** What decides when a task is served. */
    private record Turn(
            int priority, boolean settled, Instant created, String namespace, String name, int leaf, Task task) {}

    Roster(Cluster cluster) {
        this.gangs =
                cluster.gangs().stream().sorted(Comparator.comparing(Gang::id)).toList();
        for (int g = 0; g < gangs.size(); g++) {
            note(gangs.get(g).whole(), g);
        }
        for (Placement placement : gangs.isEmpty() ? List.<Placement>of() : cluster.placed()) {
            PartId part = placement.task().part();
            if (part != null && !placement.leaving()) {
                standing.merge(part, 1, Integer::sum);
            }
        }
    }

    private void note(Part part, int gang) {
        if (leaves.put(part.id(), new Leaf(gang, leaves.size())) != null) {
            throw new IllegalArgumentException("two gangs have a part named " + part.id());
        }
        part.parts().forEach(p -> note(p, gang));
    }

    /** The gang of the task, by number. */
    int gangOf(Task task) {
        Leaf leaf = leaf(task);
        return leaf == null ? ALONE : leaf.gang;
    }

    private @Nullable Leaf leaf(Task task) {
        PartId part = task.part();
        return part == null ? null : leaves.get(part);
    }

    /** The tasks in the order they are served. */
    List<Task> served(List<Task> pending) {
        if (gangs.isEmpty()) {
            return pending.stream().sorted(TaskTable.SERVED).toList();
        }
        int[] priorities =
                IntStream.range(0, gangs.size()).map(g -> Integer.MIN_VALUE).toArray();
        for (Task task : pending) {
            int gang = gangOf(task);
            if (gang != ALONE) {
                priorities[gang] = Math.max(priorities[gang], task.priority());
            }
        }
        boolean[] settled = new boolean[gangs.size()];
        for (int g = 0; g < settled.length; g++) {
            settled[g] = !returning(g);
        }
        return pending.stream()
                .map(t -> turn(t, priorities, settled))
                .sorted(TURNS)
                .map(Turn::task)
                .toList();
    }

    private Turn turn(Task task, int[] priorities, boolean[] settled) {
        Leaf leaf = leaf(task);
        if (leaf == null) {
            return new Turn(
                    task.priority(),
                    true,
                    task.created(),
                    task.id().namespace(),
                    task.id().name(),
                    ALONE,
                    task);
        }
        Gang gang = gangs.get(leaf.gang);
        return new Turn(
                priorities[leaf.gang],
                settled[leaf.gang],
                gang.created(),
                gang.id().namespace(),
                gang.id().name(),
                leaf.place,
                task);
    }

    /** Whether some of the gang stands, but fewer than must. */
    boolean returning(int gang) {
        Part whole = gangs.get(gang).whole();
        return present(whole) > 0 && !whole(whole);
    }

    private int present(Part part) {
        return standing.getOrDefault(part.id(), 0)
                + part.parts().stream().mapToInt(this::present).sum();
    }

    /** Whether it has its minimum standing. */
    private boolean whole(Part part) {
        return present(part) >= part.minTasks()
                && part.parts().stream().filter(this::whole).count() >= part.minParts();
    }

    /** The crews of all gangs, the tasks being numbered as they are. */
    List<Crew> crews(List<Task> tasks, int pending) {
        Map<PartId, List<Integer>> waiting = byPart(tasks, 0, gangs.isEmpty() ? 0 : pending);
        Map<PartId, List<Integer>> there = byPart(tasks, pending, gangs.isEmpty() ? pending : tasks.size());
        return gangs.stream().map(g -> crew(g.whole(), waiting, there)).toList();
    }

    private static Map<PartId, List<Integer>> byPart(List<Task> tasks, int from, int to) {
        Map<PartId, List<Integer>> members = new HashMap<>();
        for (int t = from; t < to; t++) {
            PartId part = tasks.get(t).part();
            if (part != null) {
                members.computeIfAbsent(part, p -> new ArrayList<>()).add(t);
            }
        }
        return members;
    }

    private Crew crew(Part part, Map<PartId, List<Integer>> waiting, Map<PartId, List<Integer>> there) {
        List<Crew> crews =
                part.parts().stream().map(p -> crew(p, waiting, there)).toList();
        int stand = standing.getOrDefault(part.id(), 0);
        return new Crew(part, crews, numbers(part, waiting), numbers(part, there), stand);
    }

    private static int[] numbers(Part part, Map<PartId, List<Integer>> members) {
        return members.getOrDefault(part.id(), List.of()).stream()
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
