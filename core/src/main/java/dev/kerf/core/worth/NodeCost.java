package dev.kerf.core.worth;

import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Share;
import dev.kerf.core.place.Devices;
import dev.kerf.core.place.NodeScore;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;

/**
 * Ranks nodes by what it costs to serve a task of any kind there; model prices are left out, so that a change of them
 * upsets no ranking.
 */
record NodeCost(Books books, PartCosts parts) implements NodeScore {
    @Override
    public double score(Workspace workspace, int taskClass, int node) {
        return switch (workspace.snapshot().gpuNeed(taskClass)) {
            case GpuNeed.None none -> -books.aside(taskClass, node, 0, 0);
            case GpuNeed.Whole whole -> -books.aside(taskClass, node, whole.devices(), whole.devices());
            case GpuNeed.Fraction f -> -ofParts(workspace, taskClass, node, f.devices());
            case GpuNeed.Memory m -> -ofParts(workspace, taskClass, node, m.devices());
        };
    }

    @Override
    public long glance(Workspace workspace, int node) {
        return workspace.glance(node) ^ books.glance(node);
    }

    private double ofParts(Workspace workspace, int taskClass, int node, int devices) {
        Snapshot snapshot = workspace.snapshot();
        Share share = share(snapshot, taskClass, node);
        if (devices == 1) {
            int device = parts.cheapest(taskClass, node, share);
            return parts.of(taskClass, node, device, share.thousandths())
                    - books.price(node, parts.priced(share.thousandths()));
        }
        double lost = 0;
        int untouched = 0;
        int first = snapshot.firstDevice(node);
        for (long rest = Devices.tightest(workspace, node, share, devices); rest != 0; rest &= rest - 1) {
            int left = workspace.deviceFree(first + Long.numberOfTrailingZeros(rest));
            lost += parts.lost(left, share.thousandths());
            untouched += left == Share.WHOLE ? 1 : 0;
        }
        return lost + books.aside(taskClass, node, lost, untouched);
    }

    private static Share share(Snapshot snapshot, int taskClass, int node) {
        Share share = snapshot.share(taskClass, node);
        if (share == null) {
            throw new IllegalStateException("node " + node + " cannot serve class " + taskClass);
        }
        return share;
    }

    @Override
    public long devices(Workspace workspace, int taskClass, int node) {
        Snapshot snapshot = workspace.snapshot();
        int wanted = snapshot.devicesAsked(taskClass);
        if (wanted == 0 || snapshot.asksWhole(taskClass)) {
            return Devices.firstWhole(workspace, node, wanted);
        }
        Share share = share(snapshot, taskClass, node);
        return wanted == 1
                ? 1L << (parts.cheapest(taskClass, node, share) - snapshot.firstDevice(node))
                : Devices.tightest(workspace, node, share, wanted);
    }
}
