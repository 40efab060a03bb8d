package dev.kerf.core.place;

import dev.kerf.core.model.Share;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;

/** The usual choices of devices on a node that has room. */
public final class Devices {
    private Devices() {}

    /** The first devices nobody holds anything of. */
    public static long firstWhole(Workspace workspace, int node, int wanted) {
        Snapshot snapshot = workspace.snapshot();
        int first = snapshot.firstDevice(node);
        long chosen = 0;
        int left = wanted;
        for (int d = 0; left > 0; d++) {
            if (workspace.deviceFree(first + d) == Share.WHOLE) {
                chosen |= 1L << d;
                left--;
            }
        }
        return chosen;
    }

    /** The devices with the least left that still have the share; the lowest index among equals. */
    public static long tightest(Workspace workspace, int node, Share share, int wanted) {
        int first = workspace.snapshot().firstDevice(node);
        long open = workspace.devicesWithRoom(share, node);
        long chosen = 0;
        for (int k = 0; k < wanted; k++) {
            int best = Long.numberOfTrailingZeros(open);
            for (long rest = open & open - 1; rest != 0; rest &= rest - 1) {
                int d = Long.numberOfTrailingZeros(rest);
                best = workspace.deviceFree(first + d) < workspace.deviceFree(first + best) ? d : best;
            }
            chosen |= 1L << best;
            open &= ~(1L << best);
        }
        return chosen;
    }
}
