package dev.kerf.core.why;

import dev.kerf.core.fit.Explanation;
import dev.kerf.core.fit.Verdict;
import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.plan.Plan;
import dev.kerf.core.plan.Planner;
import dev.kerf.core.plan.Policy;
import dev.kerf.core.plan.Rounds;
import dev.kerf.core.reason.Fit;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;

/**
 * One waiting task, and whether something would let it in. Changes are looked at twice: quickly, against the state the
 * plan ends in, and then, if that is promising, by planning the changed cluster from the beginning.
 */
final class WhatIf {
    private final Cluster cluster;
    private final Policy policy;
    private final long seed;
    private final TaskId id;
    private final Cluster end;
    private final State now;

    /** A cluster's state in which the task stands nowhere. */
    record State(Snapshot snapshot, Workspace workspace, Explanation explanation, int task) {
        static State of(Cluster cluster, TaskId id) {
            Snapshot snapshot = Snapshot.of(cluster);
            Workspace workspace = new Workspace(snapshot);
            Explanation explanation = new Explanation(workspace, Workspace.empty(snapshot));
            return new State(snapshot, workspace, explanation, number(snapshot, id));
        }

        private static int number(Snapshot snapshot, TaskId id) {
            for (int t = 0; t < snapshot.pendingCount(); t++) {
                if (snapshot.task(t).id().equals(id)) {
                    return t;
                }
            }
            throw new IllegalStateException(id + " does not wait");
        }

        int taskClass() {
            return snapshot.classOf(task);
        }

        Task asked() {
            return snapshot.task(task);
        }

        Verdict verdict() {
            return explanation.of(taskClass());
        }

        boolean fits(int node) {
            return explanation.fits(taskClass(), node);
        }
    }

    /** @param plan of the cluster, which does not bind the task */
    WhatIf(Cluster cluster, Policy policy, long seed, TaskId id, Plan plan) {
        this.cluster = cluster;
        this.policy = policy;
        this.seed = seed;
        this.id = id;
        this.end = Rounds.after(cluster, plan);
        this.now = State.of(end, id);
    }

    /** The state the plan ends in. */
    State now() {
        return now;
    }

    /** The state the plan ends in, with the change done. */
    State after(Change change) {
        return State.of(change.done(end), id);
    }

    /** Whether the task would be placed: promising first, then planned. */
    boolean works(Change change) {
        return after(change).verdict().fit() == Fit.FITS && plans(change);
    }

    /** Whether the planner places the task once the change is done. */
    boolean plans(Change change) {
        return Planner.plan(Snapshot.of(change.done(cluster)), policy, seed)
                .binds()
                .anyMatch(b -> b.task().equals(id));
    }
}
