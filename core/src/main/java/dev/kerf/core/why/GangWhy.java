package dev.kerf.core.why;

import dev.kerf.core.fit.Verdict;
import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.PartId;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.plan.GangVerdict;
import dev.kerf.core.plan.Plan;
import dev.kerf.core.plan.Planner;
import dev.kerf.core.plan.Policy;
import dev.kerf.core.reason.Fit;
import dev.kerf.core.snapshot.Snapshot;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a gang, or a part of one, does not start.
 *
 * @param verdict what the plan says of it
 * @param nodes   what befell the nodes for the first member that is held, where that alone finds no room
 * @param unblock what would let it start, best first; proven each
 */
public record GangWhy(GangVerdict verdict, List<Verdict.RuledOut> nodes, List<Change> unblock) {
    public GangWhy {
        nodes = List.copyOf(nodes);
        unblock = List.copyOf(unblock);
    }

    /**
     * Plans the cluster and says what becomes of the gang.
     *
     * @param unblocking whether to look for what would let it start, which plans many times
     * @return null where the plan says nothing of such a gang
     */
    public static @Nullable GangWhy of(Cluster cluster, Policy policy, long seed, PartId part, boolean unblocking) {
        Plan plan = Planner.plan(Snapshot.of(cluster), policy, seed);
        GangVerdict verdict = plan.gangs().stream()
                .filter(g -> g.part().equals(part))
                .findFirst()
                .orElse(null);
        if (verdict == null || verdict.fit() == Fit.FITS) {
            return verdict == null ? null : new GangWhy(verdict, List.of(), List.of());
        }
        Set<TaskId> members = cluster.pending().stream()
                .filter(t -> part.equals(t.part()))
                .map(Task::id)
                .collect(Collectors.toSet());
        return plan.holds()
                .filter(h -> members.contains(h.task()))
                .findFirst()
                .map(h -> new WhatIf(cluster, policy, seed, h.task(), plan))
                .map(w -> new GangWhy(
                        verdict, w.now().verdict().ruledOut(), unblocking ? new Unblocking(w).all() : List.of()))
                .orElse(new GangWhy(verdict, List.of(), List.of()));
    }

    /** The gangs a plan of the cluster speaks of. */
    public static List<PartId> known(Cluster cluster, Policy policy, long seed) {
        return Planner.plan(Snapshot.of(cluster), policy, seed).gangs().stream()
                .map(GangVerdict::part)
                .toList();
    }
}
