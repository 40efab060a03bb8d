package dev.kerf.sim.contender;

import dev.kerf.core.model.Share;
import dev.kerf.core.place.NodeScore;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;

/**
 * Shared GPUs before free GPUs of used nodes, those before free nodes.
 *
 * <p>Xiao et al., "Gandiva: Introspective cluster scheduling for deep learning", OSDI 2018, as scored by the FGD
 * authors.
 */
record GpuPacking(Asks asks) implements NodeScore {
    private static final int MOST = 100;

    @Override
    public double score(Workspace workspace, int taskClass, int node) {
        if (asks.gpus()[taskClass] == 0) {
            return 0;
        }
        int devices = workspace.snapshot().deviceCount(node);
        int free = workspace.wholeFree(node);
        if (free == devices) {
            return Math.max(MOST / 3 - free, free);
        }
        if (!asks.share(taskClass)) {
            return Math.max(MOST / 2 - asks.gpus()[taskClass], MOST / 3);
        }
        int left = workspace.deviceFree(chosen(workspace, taskClass, node));
        return left == Share.WHOLE ? MOST / 2 - 1 : Math.max(MOST - left * 100 / Share.WHOLE / 10, MOST / 2);
    }

    private int chosen(Workspace workspace, int taskClass, int node) {
        Snapshot snapshot = workspace.snapshot();
        return snapshot.firstDevice(node) + Long.numberOfTrailingZeros(devices(workspace, taskClass, node));
    }

    @Override
    public long devices(Workspace workspace, int taskClass, int node) {
        return asks.devices(workspace, taskClass, node);
    }
}
