package dev.kerf.core.snapshot;

import java.util.Arrays;

/**
 * Which nodes of each group changed, in order, so that an index can catch up with what happened since it last looked
 * instead of looking at every node. Each group keeps its last changes in a ring; who is further behind starts anew.
 */
public final class ChangeLog {
    private static final long NEVER = -1;
    private final Snapshot snapshot;
    private final int[][] ring;
    private final long[] length;
    private final long[] last;
    private long releases;
    private long changes;

    ChangeLog(Snapshot snapshot) {
        this.snapshot = snapshot;
        int groups = snapshot.groups().size();
        this.ring = new int[groups][];
        this.length = new long[groups];
        this.last = new long[snapshot.nodeCount()];
        Arrays.fill(last, NEVER);
        for (int g = 0; g < groups; g++) {
            int nodes = snapshot.groups().get(g).nodes().length;
            ring[g] = new int[Integer.highestOneBit(Math.max(nodes, 1)) * 2];
        }
    }

    void changed(int node, boolean released) {
        releases += released ? 1 : 0;
        changes++;
        int group = snapshot.groupOf(node);
        int[] entries = ring[group];
        entries[(int) length[group] & (entries.length - 1)] = snapshot.positionInGroup(node);
        last[node] = length[group];
        length[group]++;
    }

    /** How often anything left any node: while this stands still, what has no room gets none. */
    public long releases() {
        return releases;
    }

    /** How often anything entered or left any node. */
    public long changes() {
        return changes;
    }

    /** Whether nothing ever entered or left the node. */
    public boolean untouched(int node) {
        return last[node] == NEVER;
    }

    /** Whether the node changed again after this point of its group's log. */
    public boolean outdated(int node, long at) {
        return last[node] != at;
    }

    /** How many changes the group has seen in all. */
    public long length(int group) {
        return length[group];
    }

    /** Whether every change of the group since the given length is still kept. */
    public boolean reachesBack(int group, long since) {
        return length[group] - since <= ring[group].length;
    }

    /** The position within the group of the node that changed at this point. */
    public int position(int group, long at) {
        return ring[group][(int) at & (ring[group].length - 1)];
    }
}
