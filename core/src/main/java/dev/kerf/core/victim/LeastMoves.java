package dev.kerf.core.victim;

import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;
import java.util.Arrays;
import java.util.BitSet;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * How many tasks have to move at the very least so that so many others find whole devices: on each node as many as hold what is
 * missing there, if all held as much as the largest that can move. A bound of arithmetic, however well the moves were chosen: it
 * spares a search over all nodes in each cycle in which something large waits.
 */
final class LeastMoves {
    private static final int NEVER = Integer.MAX_VALUE;
    private final Snapshot snapshot;
    private final Workspace workspace;
    private final int devices;
    /** By node, the most devices that a task holds there that can move. */
    private final int[] largest;
    /** By node, the devices of those that cannot. */
    private final int[] stuck;

    /** @param ask the fewest devices that one of its tasks wants are taken for each of them */
    LeastMoves(Workspace workspace, Ask ask) {
        this.snapshot = workspace.snapshot();
        this.workspace = workspace;
        this.devices = Arrays.stream(ask.tasks())
                .map(snapshot::classOf)
                .map(c -> snapshot.asksWhole(c) ? snapshot.devicesAsked(c) : 0)
                .min()
                .orElse(0);
        this.largest = new int[snapshot.nodeCount()];
        this.stuck = new int[snapshot.nodeCount()];
        if (devices > 0) {
            look();
        }
    }

    /** Who moves goes to a node that nobody leaves for it, so to devices that are free already. */
    private void look() {
        int free = IntStream.range(0, snapshot.nodeCount())
                .map(workspace::wholeFree)
                .max()
                .orElse(0);
        for (int task = 0; task < snapshot.taskCount(); task++) {
            int node = workspace.nodeOf(task);
            if (node != Workspace.NOWHERE) {
                int held = Long.bitCount(workspace.devicesOf(task));
                boolean stays = snapshot.asksWhole(snapshot.classOf(task)) && held > free;
                largest[node] = Math.max(largest[node], stays ? 0 : held);
                stuck[node] += stays ? held : 0;
            }
        }
    }

    /**
     * Whether more would have to move than may; nothing is said of what asks for parts of devices.
     *
     * @param count tasks that want room
     * @param nodes where they may stand
     * @param most  may move
     */
    boolean exceed(int count, BitSet nodes, int most) {
        if (devices == 0) {
            return false;
        }
        PriorityQueue<Integer> cheapest = new PriorityQueue<>();
        nodes.stream().forEach(n -> add(n, count, cheapest));
        long moves = 0;
        for (int i = 0; i < count && moves <= most; i++) {
            Integer next = cheapest.poll();
            moves += next == null ? NEVER : next;
        }
        return moves > most;
    }

    /** What the first costs on the node, the second, and so on. */
    private void add(int node, int count, PriorityQueue<Integer> cheapest) {
        int all = snapshot.groups().get(snapshot.groupOf(node)).gpus().count() - stuck[node];
        int before = 0;
        for (int tasks = 1; tasks <= count && tasks * devices <= all; tasks++) {
            int missing = Math.max(0, tasks * devices - workspace.wholeFree(node));
            if (missing > 0 && largest[node] == 0) {
                return;
            }
            int moves = missing == 0 ? 0 : (missing + largest[node] - 1) / largest[node];
            cheapest.add(moves - before);
            before = moves;
        }
    }
}
