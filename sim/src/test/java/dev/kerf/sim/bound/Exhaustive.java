package dev.kerf.sim.bound;

import java.util.Arrays;
import java.util.List;

/** The true optimum of a few single pods on a few single nodes, by trying every placement. */
final class Exhaustive {

    private final List<PodDemand> pods;
    private final List<NodeShape> nodes;
    private final long[] cpu;
    private final long[] memory;
    private final int[][] free;

    Exhaustive(List<PodDemand> pods, List<NodeShape> nodes) {
        this.pods = pods;
        this.nodes = nodes;
        cpu = nodes.stream().mapToLong(NodeShape::cpuMilli).toArray();
        memory = nodes.stream().mapToLong(NodeShape::memoryMib).toArray();
        free = nodes.stream().map(node -> fullyFree(node.gpus())).toArray(int[][]::new);
    }

    private static int[] fullyFree(int gpus) {
        int[] milli = new int[gpus];
        Arrays.fill(milli, 1000);
        return milli;
    }

    /** The most GPU thousandths that can be allocated. */
    long optimum() {
        return from(0);
    }

    private long from(int next) {
        if (next == pods.size()) {
            return 0;
        }
        PodDemand pod = pods.get(next);
        long best = from(next + 1);
        for (int node = 0; node < nodes.size(); node++) {
            if (pod.fits(nodes.get(node)) && pod.cpuMilli() <= cpu[node] && pod.memoryMib() <= memory[node]) {
                best = Math.max(best, on(node, pod, next));
            }
        }
        return best;
    }

    private long on(int node, PodDemand pod, int next) {
        cpu[node] -= pod.cpuMilli();
        memory[node] -= pod.memoryMib();
        long best = pod.isShare() ? shared(free[node], pod, next) : whole(node, pod, next);
        cpu[node] += pod.cpuMilli();
        memory[node] += pod.memoryMib();
        return best;
    }

    private long shared(int[] gpus, PodDemand pod, int next) {
        long best = 0;
        for (int gpu = 0; gpu < gpus.length; gpu++) {
            if (gpus[gpu] >= pod.gpuMilli()) {
                gpus[gpu] -= pod.gpuMilli();
                best = Math.max(best, pod.milli() + from(next + 1));
                gpus[gpu] += pod.gpuMilli();
            }
        }
        return best;
    }

    /** Fully free GPUs are alike, so the first ones will do. */
    private long whole(int node, PodDemand pod, int next) {
        int[] before = free[node];
        int[] taken = before.clone();
        int left = pod.gpus();
        for (int gpu = 0; gpu < taken.length && left > 0; gpu++) {
            if (taken[gpu] == 1000) {
                taken[gpu] = 0;
                left--;
            }
        }
        if (left > 0) {
            return 0;
        }
        free[node] = taken;
        long best = pod.milli() + from(next + 1);
        free[node] = before;
        return best;
    }
}
