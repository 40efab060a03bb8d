package dev.kerf.sim.contender;

import dev.kerf.core.place.NodeScore;
import dev.kerf.core.snapshot.Dimensions;
import dev.kerf.core.snapshot.Workspace;

/**
 * The node whose free resources point least in the direction of what is asked.
 *
 * <p>Grandl et al., "Multi-resource packing for cluster schedulers" (Tetris), SIGCOMM 2014, as turned round by the FGD
 * authors.
 */
record DotProduct(Asks asks) implements NodeScore {
    @Override
    public double score(Workspace workspace, int taskClass, int node) {
        double cpu = workspace.free(node, Dimensions.CPU)
                / BestFit.LARGEST_CPU
                * (asks.cpuMilli()[taskClass] / BestFit.LARGEST_CPU);
        double gpu = workspace.gpuFree(node) / BestFit.LARGEST_GPU * (asks.demand(taskClass) / BestFit.LARGEST_GPU);
        return (int) (100 * (1 - (cpu + gpu) / 2));
    }

    @Override
    public long devices(Workspace workspace, int taskClass, int node) {
        return asks.devices(workspace, taskClass, node);
    }
}
