package dev.kerf.core.plan;

import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Several cycles one after the other, with the usual progress between them: what was bound is running.
 *
 * @param plans one plan a round
 * @param end   the cluster after the last round
 */
public record Rounds(List<Plan> plans, Cluster end) {
    public Rounds {
        plans = List.copyOf(plans);
    }

    /**
     * Plays the rounds.
     *
     * @param count at least 1
     */
    public static Rounds play(Cluster start, Policy policy, long seed, int count) {
        List<Plan> plans = new ArrayList<>();
        Cluster cluster = start;
        for (int round = 0; round < count; round++) {
            Plan plan = Planner.plan(Snapshot.of(cluster), policy, seed);
            plans.add(plan);
            cluster = after(cluster, plan);
        }
        return new Rounds(plans, cluster);
    }

    /** The cluster with what the plan binds running, and what it asked to leave waiting again. */
    public static Cluster after(Cluster cluster, Plan plan) {
        Map<TaskId, Decision> decided = new HashMap<>();
        plan.decisions().forEach(d -> decided.put(d.task(), d));
        List<Placement> placed = new ArrayList<>();
        List<Task> pending = new ArrayList<>();
        for (Placement placement : cluster.placed()) {
            if (decided.get(placement.task().id()) instanceof Decision.Evict) {
                pending.add(placement.task());
            } else {
                placed.add(placement);
            }
        }
        for (Task task : cluster.pending()) {
            switch (decided.get(task.id())) {
                case Decision.Bind bind ->
                    placed.add(new Placement(
                            task.withNominated(null), bind.node(), bind.slices(), null, cluster.asOf(), null));
                case Decision.Nominate promised -> pending.add(task.withNominated(promised.node()));
                case null, default -> pending.add(task.withNominated(null));
            }
        }
        return cluster.withTasks(pending, placed);
    }
}
