package dev.kerf.core.size;

import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Node;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.plan.Plan;
import dev.kerf.core.plan.Planner;
import dev.kerf.core.plan.Policy;
import dev.kerf.core.plan.Rounds;
import dev.kerf.core.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks the planner, on the what-if cluster, how resized tasks would stand: all that decides about a real cluster decides
 * here. Nodes on which nothing but them and what is of the node stands are emptied one after the other, the one with the fewest first, as long as
 * the planner still finds a place for all without asking anybody to leave. Work that waits is left out: what it would take
 * serves it, and is no saving. Of more than a few nodes the first so many are closed at once, as many as can be.
 */
final class Repacking {
    private static final int FEW = 16;
    private final Cluster cluster;
    private final Map<TaskId, Resize> resizes;
    private final Policy policy;
    private final long seed;

    Repacking(Cluster cluster, List<Resize> resizes, Policy policy, long seed) {
        this.cluster = cluster.withTasks(List.of(), cluster.placed());
        this.resizes = resizes.stream().collect(Collectors.toMap(Resize::task, r -> r));
        this.policy = policy;
        this.seed = seed;
    }

    /** The cluster in which all stand, and how. */
    record Outcome(Cluster cluster, Layout layout) {
        static Outcome of(Cluster cluster) {
            return new Outcome(cluster, Layout.of(cluster));
        }
    }

    /** The best layout found with these thousandths; null: the planner does not place them all. */
    @Nullable
    Outcome with(Map<TaskId, Integer> thousandths) {
        Outcome best = planned(thousandths, Set.of());
        if (best == null) {
            return null;
        }
        List<String> movable = movable();
        if (movable.size() > FEW) {
            return galloping(thousandths, movable, best);
        }
        Set<String> closed = new TreeSet<>();
        for (String node : movable) {
            Set<String> more = new TreeSet<>(closed);
            more.add(node);
            Outcome tried = planned(thousandths, more);
            if (tried != null && !best.layout().betterThan(tried.layout())) {
                best = tried;
                closed = more;
            }
        }
        return best;
    }

    /** Closes one, two, four and so on of the nodes, and then looks for how many can be between the last two. */
    private Outcome galloping(Map<TaskId, Integer> thousandths, List<String> movable, Outcome open) {
        Outcome best = open;
        int closed = 0;
        int tooMany = movable.size() + 1;
        for (int step = 1; closed + 1 < tooMany; ) {
            int next = tooMany > movable.size() ? Math.min(closed + step, movable.size()) : (closed + tooMany) / 2;
            Outcome tried = planned(thousandths, Set.copyOf(movable.subList(0, next)));
            boolean good = tried != null && !best.layout().betterThan(tried.layout());
            best = good && tried != null ? tried : best;
            closed = good ? next : closed;
            tooMany = good ? tooMany : next;
            step *= 2;
        }
        return best;
    }

    /** The nodes on which only resized tasks stand, those with the fewest first. */
    private List<String> movable() {
        Map<String, Integer> counts = new HashMap<>();
        Set<String> stuck = new TreeSet<>();
        for (Placement placement : cluster.placed()) {
            if (resizes.containsKey(placement.task().id())) {
                counts.merge(placement.node(), 1, Integer::sum);
            } else if (!placement.task().ofItsNode()) {
                stuck.add(placement.node());
            }
        }
        return counts.keySet().stream()
                .filter(node -> !stuck.contains(node))
                .sorted((a, b) -> {
                    int fewer = Integer.compare(counts.getOrDefault(a, 0), counts.getOrDefault(b, 0));
                    return fewer != 0 ? fewer : b.compareTo(a);
                })
                .toList();
    }

    private @Nullable Outcome planned(Map<TaskId, Integer> thousandths, Set<String> closed) {
        List<Placement> staying = new ArrayList<>();
        List<Task> moving = new ArrayList<>();
        for (Placement placement : cluster.placed()) {
            Task task = placement.task();
            Resize resize = resizes.get(task.id());
            Integer asked = thousandths.get(task.id());
            if (resize == null || asked == null) {
                staying.add(placement);
            } else {
                moving.add(resize.applied(task, asked));
            }
        }
        Cluster open = cluster.withTasks(moving, staying).withNodes(nodes(closed));
        Plan plan = Planner.plan(Snapshot.of(open), policy, seed);
        boolean all = plan.binds().count() == moving.size()
                && plan.evictions().findAny().isEmpty();
        return all ? Outcome.of(Rounds.after(open, plan).withNodes(cluster.nodes())) : null;
    }

    private List<Node> nodes(Set<String> closed) {
        return cluster.nodes().stream()
                .map(n -> closed.contains(n.name()) ? n.cordon() : n)
                .toList();
    }
}
