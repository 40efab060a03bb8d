package dev.kerf.sim.contender;

import dev.kerf.core.place.BestNode;
import dev.kerf.core.place.NodeScore;
import dev.kerf.core.place.Placer;
import dev.kerf.core.snapshot.Workspace;
import java.util.BitSet;

/**
 * Tasks of one kind together: parts of GPUs, one GPU, two GPUs and so on are kinds.
 *
 * <p>Weng et al., "MLaaS in the wild", NSDI 2022, as scored by the FGD authors.
 */
final class GpuClustering implements NodeScore, Placer {
    private static final int QUARTER = 25;
    private final Asks asks;
    private final Workspace workspace;
    private final BestNode inner;
    private final long[] kinds;

    GpuClustering(Workspace workspace) {
        this.asks = Asks.of(workspace.snapshot());
        this.workspace = workspace;
        this.kinds = new long[workspace.snapshot().nodeCount()];
        this.inner = new BestNode(workspace, this);
    }

    /** The kind as a bit; 0 for tasks without GPU. Parts of a GPU are the lowest bit. */
    private long kind(int taskClass) {
        int gpus = asks.gpus()[taskClass];
        return gpus == 0 ? 0 : asks.share(taskClass) ? 1 : 1L << gpus;
    }

    @Override
    public int place(int task) {
        return noted(task, inner.place(task));
    }

    @Override
    public int place(int task, BitSet within) {
        return noted(task, inner.place(task, within));
    }

    private int noted(int task, int node) {
        if (node != Workspace.NOWHERE) {
            kinds[node] |= kind(workspace.snapshot().classOf(task));
        }
        return node;
    }

    @Override
    public double score(Workspace at, int taskClass, int node) {
        long kind = kind(taskClass);
        return kind == 0 ? 0 : QUARTER * (8000 - at.gpuFree(node)) / 8000 + QUARTER * company(kind, kinds[node]);
    }

    private static int company(long kind, long standing) {
        if ((standing & kind) != 0) {
            return standing == kind ? 3 : 2;
        }
        return standing == 0 ? 1 : 0;
    }

    @Override
    public long devices(Workspace at, int taskClass, int node) {
        return asks.devices(at, taskClass, node);
    }
}
