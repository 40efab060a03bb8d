package dev.kerf.sim.replay;

import dev.kerf.core.place.Placer;
import dev.kerf.core.plan.Policy;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;
import dev.kerf.sim.openb.OpenbPod;
import dev.kerf.sim.openb.OpenbTrace;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Plays a trace: pods arrive one at a time, each is placed or fails for good, none leaves. With migrations, some of those that stand may be
 * moved for one that finds no place: another class of policies, not to be set beside those that move nothing.
 */
public final class Replay {
    private static final double PERCENT = 100;
    private final OpenbTrace trace;
    private final Workspace workspace;
    private final Placer placer;
    private final double capacity;
    private final @Nullable Migration migration;
    private final Curve allocation = new Curve();
    private final Map<OpenbPod.Kind, Integer> failedToFull = new EnumMap<>(OpenbPod.Kind.class);
    private double firstFailure = Double.NaN;
    private long arrived;
    private long allocated;
    private int placements;
    private int moved;

    private Replay(OpenbTrace trace, Policy policy, int migrations) {
        this.trace = trace;
        this.workspace = new Workspace(Snapshot.of(trace.cluster()));
        this.placer = policy.placer(workspace, trace.order().seed());
        this.capacity = trace.capacity();
        this.migration = migrations == 0
                ? null
                : new Migration(workspace, placer, migrations, t -> trace.arrivals()
                        .get(t)
                        .demand());
        for (OpenbPod.Kind kind : OpenbPod.Kind.values()) {
            failedToFull.put(kind, 0);
        }
    }

    /** Plays the trace to its end. */
    public static Played play(OpenbTrace trace, Policy policy) {
        return play(trace, policy, (served, percent, node, workspace) -> {});
    }

    /**
     * Plays the trace to its end.
     *
     * @param watcher told after each arrival; its time counts as the policy's, so it should be quick
     */
    public static Played play(OpenbTrace trace, Policy policy, Watcher watcher) {
        return play(trace, policy, 0, watcher);
    }

    /** Somebody who looks on while a trace is played. */
    @FunctionalInterface
    public interface Watcher {
        /**
         * One more pod was served.
         *
         * @param served   how many were, it included
         * @param percent  of the cluster's GPUs that all of them asked for
         * @param node     where it went; {@link Workspace#NOWHERE}: it found no place
         * @param workspace the cluster as it is now
         */
        void served(int served, double percent, int node, Workspace workspace);
    }

    /**
     * Plays the trace to its end.
     *
     * @param migrations how many that stand may be moved for one that finds no place
     * @param watcher told after each arrival; its time counts as the policy's, so it should be quick
     */
    public static Played play(OpenbTrace trace, Policy policy, int migrations, Watcher watcher) {
        Replay replay = new Replay(trace, policy, migrations);
        long start = System.nanoTime();
        for (int i = 0; i < trace.arrivals().size(); i++) {
            double percent = replay.arrive(i);
            watcher.served(i + 1, percent, replay.workspace.nodeOf(i), replay.workspace);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return replay.played(seconds);
    }

    private double arrive(int task) {
        OpenbPod pod = trace.arrivals().get(task);
        arrived += pod.demand();
        double percent = arrived * PERCENT / capacity;
        if (place(task)) {
            allocated += pod.demand();
            placements++;
        } else {
            failed(pod, percent);
        }
        double gpus = capacity / 1000;
        allocation.add(percent, Math.rint(allocated / gpus / 10 * PERCENT) / PERCENT);
        return percent;
    }

    private boolean place(int task) {
        boolean placed = placer.place(task) != Workspace.NOWHERE;
        if (migration == null) {
            return placed;
        }
        if (placed) {
            migration.placed(task);
            return true;
        }
        int now = migration.place(task);
        moved += now;
        return now > 0;
    }

    private void failed(OpenbPod pod, double percent) {
        firstFailure = Double.isNaN(firstFailure) ? percent : firstFailure;
        if (percent <= PERCENT) {
            failedToFull.merge(pod.kind(), 1, Integer::sum);
        }
    }

    private Played played(double seconds) {
        return new Played(
                trace,
                workspace,
                allocation.values(),
                Map.copyOf(failedToFull),
                firstFailure,
                placements,
                moved,
                seconds);
    }
}
