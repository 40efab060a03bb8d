package dev.kerf.sim.contender;

import dev.kerf.core.fit.Eligibility;
import dev.kerf.core.place.Devices;
import dev.kerf.core.place.Placer;
import dev.kerf.core.snapshot.Workspace;
import java.util.BitSet;
import java.util.SplittableRandom;

/** Any node that fits, and any of its devices, with equal chance. */
final class RandomNode implements Placer {
    private final Workspace workspace;
    private final Asks asks;
    private final Eligibility eligibility;
    private final SplittableRandom random;
    private final int[] fitting;

    RandomNode(Workspace workspace, long seed) {
        this.workspace = workspace;
        this.asks = Asks.of(workspace.snapshot());
        this.eligibility = new Eligibility(workspace.snapshot());
        this.random = new SplittableRandom(seed);
        this.fitting = new int[workspace.snapshot().nodeCount()];
    }

    @Override
    public int place(int task) {
        return place(task, eligibility.nodes(workspace.snapshot().classOf(task)));
    }

    @Override
    public int place(int task, BitSet within) {
        int taskClass = workspace.snapshot().classOf(task);
        int found = 0;
        BitSet nodes = (BitSet) within.clone();
        nodes.and(eligibility.nodes(taskClass));
        for (int n = nodes.nextSetBit(0); n >= 0; n = nodes.nextSetBit(n + 1)) {
            if (workspace.hasRoom(taskClass, n)) {
                fitting[found++] = n;
            }
        }
        if (found == 0) {
            return Workspace.NOWHERE;
        }
        int node = fitting[random.nextInt(found)];
        workspace.place(task, node, devices(taskClass, node));
        return node;
    }

    private long devices(int taskClass, int node) {
        if (!asks.share(taskClass)) {
            return Devices.firstWhole(workspace, node, asks.gpus()[taskClass]);
        }
        long open = workspace.devicesWithRoom(Asks.shareOf(workspace, taskClass, node), node);
        for (int skip = random.nextInt(Long.bitCount(open)); skip > 0; skip--) {
            open &= open - 1;
        }
        return Long.lowestOneBit(open);
    }
}
