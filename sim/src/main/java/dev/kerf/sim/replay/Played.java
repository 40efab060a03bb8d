package dev.kerf.sim.replay;

import dev.kerf.core.snapshot.Workspace;
import dev.kerf.sim.openb.OpenbPod;
import dev.kerf.sim.openb.OpenbTrace;
import java.util.Map;

/**
 * What came of a replay.
 *
 * @param trace        what was played
 * @param end          the cluster at the end
 * @param allocation   allocated GPUs as percent of the cluster, by arrived percent 0 to 130
 * @param failedToFull pods that found no place while at most 100 % had arrived, by kind
 * @param firstFailure arrived percent at the first pod that found no place; NaN: none failed
 * @param placements   pods placed
 * @param moved        times that a pod which stood was moved for another
 * @param seconds      wall time of the placements
 */
public record Played(
        OpenbTrace trace,
        Workspace end,
        double[] allocation,
        Map<OpenbPod.Kind, Integer> failedToFull,
        double firstFailure,
        int placements,
        int moved,
        double seconds) {
    /** Pods of a kind that found no place while at most 100 % had arrived. */
    public int failed(OpenbPod.Kind kind) {
        return failedToFull.getOrDefault(kind, 0);
    }

    /** The same, having taken so long. */
    public Played taking(double otherSeconds) {
        return new Played(trace, end, allocation, failedToFull, firstFailure, placements, moved, otherSeconds);
    }

    /** Attempts per second, placed or not. */
    public double rate() {
        return trace.arrivals().size() / seconds;
    }
}
