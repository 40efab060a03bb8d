package dev.kerf.sim.contender;

import dev.kerf.core.model.Share;
import dev.kerf.core.place.Devices;
import dev.kerf.core.place.NodeScore;
import dev.kerf.core.snapshot.Dimensions;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;

/**
 * Fragmentation gradient descent: the placement that makes the least idle GPU unusable. The score is cut down to a
 * whole number below 100, as the authors' code does; that coarseness is part of the policy.
 */
final class Fgd implements NodeScore {
    private static final double SCALE = 1000;
    private final Asks asks;
    private final Fragmentation fragmentation;
    private final int[] free = new int[Long.SIZE];

    Fgd(Snapshot snapshot, Fragmentation fragmentation) {
        this.asks = Asks.of(snapshot);
        this.fragmentation = fragmentation;
    }

    @Override
    public double score(Workspace workspace, int taskClass, int node) {
        long devices = devices(workspace, taskClass, node);
        return scoreWith(workspace, taskClass, node, devices, before(workspace, node));
    }

    private double before(Workspace workspace, int node) {
        int devices = load(workspace, node);
        return fragmentation.of(node, free, devices, workspace.free(node, Dimensions.CPU));
    }

    private int load(Workspace workspace, int node) {
        Snapshot snapshot = workspace.snapshot();
        int devices = snapshot.deviceCount(node);
        for (int d = 0; d < devices; d++) {
            free[d] = workspace.deviceFree(snapshot.firstDevice(node) + d);
        }
        return devices;
    }

    private int scoreWith(Workspace workspace, int taskClass, int node, long chosen, double before) {
        int devices = load(workspace, node);
        for (long rest = chosen; rest != 0; rest &= rest - 1) {
            free[Long.numberOfTrailingZeros(rest)] -= asks.gpuMilli()[taskClass];
        }
        long cpu = workspace.free(node, Dimensions.CPU) - asks.cpuMilli()[taskClass];
        double gain = before - fragmentation.of(node, free, devices, cpu);
        return (int) (100 * (1 / (1 + Math.exp(-gain / SCALE))));
    }

    /** Whole devices in index order; a part goes to the first of the devices that score best. */
    @Override
    public long devices(Workspace workspace, int taskClass, int node) {
        if (!asks.share(taskClass)) {
            return Devices.firstWhole(workspace, node, asks.gpus()[taskClass]);
        }
        double before = before(workspace, node);
        Share share = Asks.shareOf(workspace, taskClass, node);
        long best = 0;
        int bestScore = -1;
        for (long rest = workspace.devicesWithRoom(share, node); rest != 0; rest &= rest - 1) {
            int score = scoreWith(workspace, taskClass, node, Long.lowestOneBit(rest), before);
            best = score > bestScore ? Long.lowestOneBit(rest) : best;
            bestScore = Math.max(score, bestScore);
        }
        return best;
    }
}
