package dev.kerf.core.account;

import dev.kerf.core.model.Quota;
import dev.kerf.core.model.Task;
import dev.kerf.core.queue.QueueTree;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What each queue is charged: for the tasks of its own and of all queues below it that stand on nodes. Changes go along with
 * those of the workspace, and are undone along with them. Where no object says there are queues, nothing is counted.
 */
public final class Accounts {
    private static final int ENTRY = 3;
    private final Snapshot snapshot;
    private final QueueTree tree;
    private final Charges charges;
    private final long[][] used;
    private final long[][] pinned;
    private final long[] capacity;
    private final boolean lending;
    private final boolean open;
    private final boolean modelBound;
    private final Map<User, long[]> users = new HashMap<>();
    private int[] journal = new int[48];
    private int length;

    private record User(int queue, String name) {}

    /** What the queues are charged for the tasks that stand on nodes in the workspace. */
    public Accounts(Workspace workspace, Charges charges) {
        this.snapshot = workspace.snapshot();
        this.tree = snapshot.queues();
        this.charges = charges;
        this.used = new long[tree.count()][charges.columns()];
        this.pinned = new long[tree.count()][charges.columns()];
        this.capacity = charges.capacity();
        this.open = !snapshot.queued();
        boolean lends = false;
        boolean models = false;
        for (int q = 0; q < tree.count(); q++) {
            lends |= tree.queue(q).quotas().values().stream().anyMatch(quota -> quota.kept() > 0);
            models |= tree.queue(q).models().values().stream()
                    .anyMatch(m -> m.quota().most() < Quota.UNLIMITED);
        }
        this.lending = lends;
        this.modelBound = models;
        for (int task = snapshot.pendingCount(); task < snapshot.taskCount(); task++) {
            if (workspace.nodeOf(task) != Workspace.NOWHERE) {
                add(task, workspace.nodeOf(task), 1);
            }
        }
    }

    public Charges charges() {
        return charges;
    }

    /** Whether there are no queues, so that nothing is counted and nothing forbidden. */
    public boolean open() {
        return open;
    }

    /** What the queue and those below it are charged of a column. */
    public long used(int queue, int column) {
        return used[queue][column];
    }

    /** The part of it that is charged for tasks that are not preemptible. */
    public long pinned(int queue, int column) {
        return pinned[queue][column];
    }

    /** What the cluster has of a column. */
    public long capacity(int column) {
        return capacity[column];
    }

    /** The task stands on the node now. */
    public void enter(int task, int node) {
        change(task, node, 1);
    }

    /** The task has left the node. */
    public void leave(int task, int node) {
        change(task, node, -1);
    }

    private void change(int task, int node, int sign) {
        if (open) {
            return;
        }
        if (length + ENTRY > journal.length) {
            journal = Arrays.copyOf(journal, 2 * journal.length);
        }
        journal[length] = task;
        journal[length + 1] = node;
        journal[length + 2] = sign;
        length += ENTRY;
        add(task, node, sign);
    }

    private void add(int task, int node, int sign) {
        if (open) {
            return;
        }
        long[] row = charges.of(snapshot.classOf(task), node);
        Task record = snapshot.task(task);
        boolean preemptible = record.terms().preemptible();
        for (int q = snapshot.queueOf(task); q != QueueTree.NONE; q = tree.parent(q)) {
            add(used[q], row, sign);
            if (!preemptible) {
                add(pinned[q], row, sign);
            }
            if (!tree.queue(q).perUser().isEmpty()) {
                add(ofUser(q, record.terms().user()), row, sign);
            }
        }
    }

    private long[] ofUser(int queue, String name) {
        return users.computeIfAbsent(new User(queue, name), u -> new long[charges.columns()]);
    }

    private static void add(long[] to, long[] row, int sign) {
        for (int c = 0; c < to.length; c++) {
            to[c] += sign * row[c];
        }
    }

    /** A mark to come back to. */
    public int checkpoint() {
        return length;
    }

    /** Takes back everything since the mark. */
    public void undo(int checkpoint) {
        while (length > checkpoint) {
            length -= ENTRY;
            add(journal[length], journal[length + 1], -journal[length + 2]);
        }
    }

    /**
     * Why the queues of the task may not be charged for it now; null: they may.
     *
     * @param row what they would be charged, by column
     */
    public @Nullable Shortage refuses(int task, long[] row) {
        if (open) {
            return null;
        }
        Task record = snapshot.task(task);
        for (int q = snapshot.queueOf(task); q != QueueTree.NONE; q = tree.parent(q)) {
            for (int c = 0; c < row.length; c++) {
                Shortage found = row[c] == 0 ? null : refuses(q, c, row[c], record);
                if (found != null) {
                    return found;
                }
            }
        }
        return lending ? refusesLent(snapshot.queueOf(task), row) : null;
    }

    private @Nullable Shortage refuses(int q, int c, long more, Task record) {
        Quota quota = charges.quota(q, c);
        if (more > quota.most() - used[q][c]) {
            return new Shortage(Shortage.Kind.LIMIT, q, c, used[q][c], more, quota.most());
        }
        boolean counts = c == Charges.GPU || charges.speaksOf(q, c);
        if (!record.terms().preemptible() && counts && more > quota.guarantee() - pinned[q][c]) {
            return new Shortage(Shortage.Kind.GUARANTEE, q, c, pinned[q][c], more, quota.guarantee());
        }
        SortedMap<String, Long> perUser = tree.queue(q).perUser();
        Long most = perUser.isEmpty() || c >= charges.resources() ? null : perUser.get(charges.name(c));
        if (most != null) {
            long his = ofUser(q, record.terms().user())[c];
            return more > most - his ? new Shortage(Shortage.Kind.USER, q, c, his, more, most) : null;
        }
        return null;
    }

    /** Whether the queue of the task and those above it have no more than they may, nor does its user. */
    public boolean withinBounds(int task) {
        Task record = snapshot.task(task);
        for (int q = snapshot.queueOf(task); q != QueueTree.NONE && !open; q = tree.parent(q)) {
            for (int c = 0; c < charges.columns(); c++) {
                if (used[q][c] > 0 && refuses(q, c, 0, record) != null) {
                    return false;
                }
            }
        }
        return true;
    }

    /** What is left of the cluster beside what its siblings, and those of the queues above it, use or keep for themselves. */
    private @Nullable Shortage refusesLent(int queue, long[] row) {
        for (int c = 0; c < charges.resources(); c++) {
            long left = row[c] == 0 ? Long.MAX_VALUE : leftFor(queue, c);
            if (row[c] > left - used[queue][c]) {
                return new Shortage(Shortage.Kind.LENT, queue, c, used[queue][c], row[c], left);
            }
        }
        return null;
    }

    private long leftFor(int queue, int column) {
        long left = capacity[column];
        for (int q = queue; q != QueueTree.NONE; q = tree.parent(q)) {
            Iterable<Integer> siblings =
                    tree.parent(q) == QueueTree.NONE ? tree.roots() : tree.children(tree.parent(q));
            for (int sibling : siblings) {
                left -= sibling == q
                        ? 0
                        : Math.max(
                                used[sibling][column],
                                charges.quota(sibling, column).kept());
            }
        }
        return left;
    }

    /** The nodes whose GPU model has room in all queues of the task for one more of its class; null: all nodes. */
    public @Nullable BitSet nodesFor(int task) {
        if (open || !modelBound || snapshot.devicesAsked(snapshot.classOf(task)) == 0) {
            return null;
        }
        BitSet nodes = new BitSet();
        for (var group : snapshot.groups()) {
            long[] row = charges.of(snapshot.classOf(task), group.nodes()[0]);
            if (refuses(task, row) == null) {
                for (int node : group.nodes()) {
                    nodes.set(node);
                }
            }
        }
        return nodes;
    }

    /** Whether both say the same. */
    public boolean sameAs(Accounts other) {
        return Arrays.deepEquals(used, other.used) && Arrays.deepEquals(pinned, other.pinned);
    }
}
