package dev.kerf.core.why;

import dev.kerf.core.fit.Verdict;
import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.plan.Decision;
import dev.kerf.core.plan.Plan;
import dev.kerf.core.plan.Planner;
import dev.kerf.core.plan.Policy;
import dev.kerf.core.reason.Fit;
import dev.kerf.core.snapshot.Snapshot;
import java.util.List;

/**
 * Why a waiting task waits.
 *
 * @param decision what the plan decides about it
 * @param nodes    what befell the nodes, where it is held
 * @param unblock  what would let it in, best first; proven each
 */
public record Why(Decision decision, List<Verdict.RuledOut> nodes, List<Change> unblock) {
    public Why {
        nodes = List.copyOf(nodes);
        unblock = List.copyOf(unblock);
    }

    /** The answer's place among fits, not now and never. */
    public Fit fit() {
        return switch (decision) {
            case Decision.Hold hold -> hold.fit();
            case Decision.Nominate nominate -> Fit.NOT_NOW;
            default -> Fit.FITS;
        };
    }

    /**
     * Plans the cluster and says what becomes of the task.
     *
     * @param unblocking whether to look for what would let it in, which plans many times
     * @throws IllegalArgumentException if it is no pending task of the cluster
     */
    public static Why of(Cluster cluster, Policy policy, long seed, TaskId id, boolean unblocking) {
        Plan plan = Planner.plan(Snapshot.of(cluster), policy, seed);
        Decision decision = plan.decisions().stream()
                .filter(d -> d.task().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(id + " is no pending task"));
        if (!(decision instanceof Decision.Hold)) {
            return new Why(decision, List.of(), List.of());
        }
        WhatIf whatIf = new WhatIf(cluster, policy, seed, id, plan);
        return new Why(
                decision, whatIf.now().verdict().ruledOut(), unblocking ? new Unblocking(whatIf).all() : List.of());
    }
}
