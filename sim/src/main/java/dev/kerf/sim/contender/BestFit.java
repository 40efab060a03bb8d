package dev.kerf.sim.contender;

import dev.kerf.core.place.NodeScore;
import dev.kerf.core.snapshot.Dimensions;
import dev.kerf.core.snapshot.Workspace;

/** The node with the least left of CPU and GPU together, each counted against a machine of 128 cores and 8 GPUs. */
record BestFit(Asks asks) implements NodeScore {
    static final double LARGEST_CPU = 128_000;
    static final double LARGEST_GPU = 8_000;

    @Override
    public double score(Workspace workspace, int taskClass, int node) {
        double cpu = workspace.free(node, Dimensions.CPU) - asks.cpuMilli()[taskClass];
        double gpu = workspace.gpuFree(node) - asks.demand(taskClass);
        return (int) (100 * (1 - 0.5 * cpu / LARGEST_CPU - 0.5 * gpu / LARGEST_GPU));
    }

    @Override
    public long devices(Workspace workspace, int taskClass, int node) {
        return asks.devices(workspace, taskClass, node);
    }
}
