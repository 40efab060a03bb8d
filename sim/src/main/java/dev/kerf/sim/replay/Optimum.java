package dev.kerf.sim.replay;

import dev.kerf.sim.bound.ArrivedPrefix;
import dev.kerf.sim.bound.BoundResult;
import dev.kerf.sim.bound.NodeShape;
import dev.kerf.sim.bound.OfflineBound;
import dev.kerf.sim.bound.PodDemand;
import dev.kerf.sim.openb.OpenbNode;
import dev.kerf.sim.openb.OpenbPod;
import dev.kerf.sim.openb.OpenbTrace;
import java.util.List;

/**
 * What nobody can exceed on a trace, knowing all arrivals beforehand.
 *
 * @param at100 for the longest arrived prefix that asks for no more GPUs than there are
 * @param at130 for the longest that asks for no more than 1.3 times as many
 */
public record Optimum(BoundResult at100, BoundResult at130) {
    private static final long MIB = 1L << 20;

    public static Optimum of(OpenbTrace trace) {
        List<NodeShape> shapes = trace.nodes().stream().map(Optimum::shape).toList();
        List<PodDemand> arrivals =
                trace.arrivals().stream().map(Optimum::demand).toList();
        return new Optimum(bound(100, arrivals, shapes), bound(Curve.LAST, arrivals, shapes));
    }

    private static BoundResult bound(int percent, List<PodDemand> arrivals, List<NodeShape> shapes) {
        return OfflineBound.solve(ArrivedPrefix.upTo(percent, arrivals, shapes).demands(), shapes);
    }

    private static NodeShape shape(OpenbNode node) {
        return new NodeShape(node.model(), node.cpu().milli(), node.memory().count() / MIB, node.gpus(), 1);
    }

    private static PodDemand demand(OpenbPod pod) {
        return new PodDemand(
                pod.cpu().milli(), pod.memory().count() / MIB, pod.gpus(), pod.gpuMilli(), pod.models(), 1);
    }

    /** Whether both bounds are proven tight. */
    public boolean certified() {
        return at100.certified() && at130.certified();
    }
}
