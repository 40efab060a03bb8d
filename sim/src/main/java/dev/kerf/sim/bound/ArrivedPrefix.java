package dev.kerf.sim.bound;

import java.util.List;

/**
 * The pods that have arrived when the GPUs they ask for reach a given part of the cluster.
 *
 * @param pods pods in the prefix, CPU-only ones included
 * @param gpus GPUs they ask for
 * @param demands the same pods, equal ones counted together
 */
public record ArrivedPrefix(int pods, double gpus, List<PodDemand> demands) {

    public ArrivedPrefix {
        demands = List.copyOf(demands);
    }

    /** The longest prefix of {@code arrivals} that asks for at most {@code percent} of the cluster's GPUs. */
    public static ArrivedPrefix upTo(int percent, List<PodDemand> arrivals, List<NodeShape> cluster) {
        long capacity = PodDemand.WHOLE
                * cluster.stream().mapToLong(NodeShape::totalGpus).sum();
        long milli = 0;
        int end = 0;
        for (PodDemand pod : arrivals) {
            long after = milli + pod.milli() * pod.count();
            if (after * 100 > capacity * percent) {
                break;
            }
            milli = after;
            end++;
        }
        return new ArrivedPrefix(end, milli / 1000.0, Instance.mergePods(arrivals.subList(0, end)));
    }
}
