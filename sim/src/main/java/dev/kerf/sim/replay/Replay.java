package dev.kerf.sim.replay;

import dev.kerf.core.place.Placer;
import dev.kerf.core.plan.Policy;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;
import dev.kerf.sim.openb.OpenbPod;
import dev.kerf.sim.openb.OpenbTrace;
import java.util.EnumMap;
import java.util.Map;

/** Plays a trace: pods arrive one at a time, each is placed or fails for good, none leaves. */
public final class Replay {
    private static final double PERCENT = 100;
    private final OpenbTrace trace;
    private final Workspace workspace;
    private final Placer placer;
    private final double capacity;
    private final Curve allocation = new Curve();
    private final Map<OpenbPod.Kind, Integer> failedToFull = new EnumMap<>(OpenbPod.Kind.class);
    private double firstFailure = Double.NaN;
    private long arrived;
    private long allocated;
    private int placements;

    private Replay(OpenbTrace trace, Policy policy) {
        this.trace = trace;
        this.workspace = new Workspace(Snapshot.of(trace.cluster()));
        this.placer = policy.placer(workspace, trace.order().seed());
        this.capacity = trace.capacity();
        for (OpenbPod.Kind kind : OpenbPod.Kind.values()) {
            failedToFull.put(kind, 0);
        }
    }

    /** Plays the trace to its end. */
    public static Played play(OpenbTrace trace, Policy policy) {
        return play(trace, policy, (served, percent, node, workspace) -> {});
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
     * @param watcher told after each arrival; its time counts as the policy's, so it should be quick
     */
    public static Played play(OpenbTrace trace, Policy policy, Watcher watcher) {
        Replay replay = new Replay(trace, policy);
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
        if (placer.place(task) != Workspace.NOWHERE) {
            allocated += pod.demand();
            placements++;
        } else {
            failed(pod, percent);
        }
        double gpus = capacity / 1000;
        allocation.add(percent, Math.rint(allocated / gpus / 10 * PERCENT) / PERCENT);
        return percent;
    }

    private void failed(OpenbPod pod, double percent) {
        firstFailure = Double.isNaN(firstFailure) ? percent : firstFailure;
        if (percent <= PERCENT) {
            failedToFull.merge(pod.kind(), 1, Integer::sum);
        }
    }

    private Played played(double seconds) {
        return new Played(
                trace, workspace, allocation.values(), Map.copyOf(failedToFull), firstFailure, placements, seconds);
    }
}
