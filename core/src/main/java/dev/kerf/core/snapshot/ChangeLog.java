package dev.kerf.core.snapshot;

import java.util.Arrays;

/**
 * Which nodes of each group changed, in order, so that an index can catch up with what happened since it last looked
 * instead of looking at every node. Each group keeps its last changes in a ring; who is further behind starts anew. A
 * node that changes once more leaves its earlier place in the ring, so that whoever is behind meets it once.
 */
public final class ChangeLog {
    private static final long NEVER = -1;
    private static final int LEFT = -1;
    private final Snapshot snapshot;
    private final int[][] ring;
    private final long[] length;
    private final long[] last;
    private int[] gathered = new int[64];
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
        long now = length[group]++;
        if (last[node] != NEVER && now - last[node] < entries.length) {
            entries[(int) last[node] & (entries.length - 1)] = LEFT;
        }
        entries[(int) now & (entries.length - 1)] = snapshot.positionInGroup(node);
        last[node] = now;
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

    /** How many changes the group has seen in all. */
    public long length(int group) {
        return length[group];
    }

    /** Whether every change of the group since the given length is still kept. */
    public boolean reachesBack(int group, long since) {
        return length[group] - since <= ring[group].length;
    }

    /**
     * Gathers the nodes of the group that changed since, by position, each once, in the order of their last changes.
     * Without a branch, since which of the entries are left is anybody's guess.
     *
     * @param since a length the log still {@linkplain #reachesBack reaches back} to
     * @return how many; they stand at the beginning of {@link #gathered()}
     */
    public int gather(int group, long since) {
        int[] entries = ring[group];
        long until = length[group];
        if (gathered.length < until - since) {
            gathered = new int[entries.length];
        }
        int count = 0;
        for (long at = since; at < until; at++) {
            int position = entries[(int) at & (entries.length - 1)];
            gathered[count] = position;
            count += 1 + (position >> (Integer.SIZE - 1));
        }
        return count;
    }

    /** What was gathered last; good until more is, and its reader may write to it. */
    public int[] gathered() {
        return gathered;
    }
}
