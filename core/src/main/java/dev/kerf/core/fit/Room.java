package dev.kerf.core.fit;

import dev.kerf.core.model.Share;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * How many tasks of a class the nodes could take as they stand, if no other class took any. Company is not looked at, so
 * no placement finds room for more; that is what makes a "no" certain without a search.
 */
public final class Room {
    private static final long NOT_COUNTED = -1;
    private final Workspace workspace;
    private final Eligibility eligibility;
    private final @Nullable BitSet within;
    private final long[] countedAt;
    private final int[] counted;

    public Room(Workspace workspace, Eligibility eligibility) {
        this(workspace, eligibility, null);
    }

    private Room(Workspace workspace, Eligibility eligibility, @Nullable BitSet within) {
        this.workspace = workspace;
        this.eligibility = eligibility;
        this.within = within;
        int classes = workspace.snapshot().classes().size();
        this.countedAt = new long[classes];
        this.counted = new int[classes];
        Arrays.fill(countedAt, NOT_COUNTED);
    }

    /** The room on certain nodes alone; null: on all. */
    public Room within(@Nullable BitSet nodes) {
        return nodes == null ? this : new Room(workspace, eligibility, nodes);
    }

    /** The nodes that the class may use. Not to be written to. */
    public BitSet nodes(int taskClass) {
        if (within == null) {
            return eligibility.nodes(taskClass);
        }
        BitSet both = (BitSet) within.clone();
        both.and(eligibility.nodes(taskClass));
        return both;
    }

    /** How many tasks of the class find room; counting ends at {@code enough}. */
    public int of(int taskClass, int enough) {
        if (countedAt[taskClass] == workspace.changes().changes()) {
            return Math.min(enough, counted[taskClass]);
        }
        BitSet nodes = nodes(taskClass);
        long found = 0;
        for (int n = nodes.nextSetBit(0); n >= 0; n = nodes.nextSetBit(n + 1)) {
            if (found >= enough) {
                return enough;
            }
            found += on(taskClass, n);
        }
        counted[taskClass] = (int) Math.min(Integer.MAX_VALUE, found);
        countedAt[taskClass] = workspace.changes().changes();
        return (int) Math.min(enough, found);
    }

    /** How many tasks of the class find room on one node, whether they may use it or not. */
    public int on(int taskClass, int node) {
        long[] need = workspace.snapshot().need(taskClass);
        long most = Integer.MAX_VALUE;
        for (int d = 0; d < need.length && most > 0; d++) {
            most = need[d] > 0 ? Math.min(most, workspace.free(node, d) / need[d]) : most;
        }
        return most <= 0 ? 0 : (int) Math.min(most, onDevices(taskClass, node));
    }

    private long onDevices(int taskClass, int node) {
        Snapshot snapshot = workspace.snapshot();
        int devices = snapshot.devicesAsked(taskClass);
        if (devices == 0) {
            return Integer.MAX_VALUE;
        }
        if (snapshot.asksWhole(taskClass)) {
            return workspace.wholeFree(node) / devices;
        }
        Share share = snapshot.share(taskClass, node);
        if (share == null) {
            return 0;
        }
        long parts = 0;
        int first = snapshot.firstDevice(node);
        for (int d = first; d < first + snapshot.deviceCount(node); d++) {
            parts += parts(share, d);
        }
        return parts / devices;
    }

    private long parts(Share share, int device) {
        long byPart = share.thousandths() == 0 ? Integer.MAX_VALUE : workspace.deviceFree(device) / share.thousandths();
        long bytes = share.memory().count();
        long byMemory = bytes == 0 ? Integer.MAX_VALUE : workspace.deviceFreeBytes(device) / bytes;
        return Math.max(0, Math.min(byPart, byMemory));
    }
}
