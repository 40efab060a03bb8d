package dev.kerf.core.account;

import dev.kerf.core.place.Placer;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The what-if of one cycle: where tasks stand and what their queues are charged, changed together and undone together.
 * Nothing is placed that a queue may not be charged for.
 */
public final class Stage {
    private final Snapshot snapshot;
    private final Workspace workspace;
    private final Accounts accounts;
    private final Placer placer;
    private @Nullable BitSet open;
    private int from;
    private int to;

    /** A place to come back to. */
    public record Mark(int workspace, int accounts) {}

    public Stage(Workspace workspace, Accounts accounts, Placer placer) {
        this.snapshot = workspace.snapshot();
        this.workspace = workspace;
        this.accounts = accounts;
        this.placer = placer;
    }

    public Snapshot snapshot() {
        return snapshot;
    }

    public Workspace workspace() {
        return workspace;
    }

    public Accounts accounts() {
        return accounts;
    }

    /**
     * Places a pending task.
     *
     * @param within the nodes it may go to; null: all
     * @return its node, or {@link Workspace#NOWHERE}, and then nothing has changed
     */
    public int place(int task, @Nullable BitSet within) {
        BitSet nodes = task >= from && task < to ? within : both(within, open);
        if (accounts.open()) {
            return nodes == null ? placer.place(task) : placer.place(task, nodes);
        }
        return refuses(task) == null ? placeCharged(task, both(nodes, accounts.nodesFor(task))) : Workspace.NOWHERE;
    }

    /**
     * From now on only certain tasks are placed on nodes that are kept for them.
     *
     * @param others the nodes that are open to all
     * @param first  the first of the tasks
     * @param end    the number after the last of them
     */
    public void keep(BitSet others, int first, int end) {
        open = others;
        from = first;
        to = end;
    }

    /** Whether nodes are kept for somebody. */
    public boolean keeps() {
        return open != null;
    }

    /** Why the queues of the task may not be charged for it, wherever it goes; null: they may. */
    public @Nullable Shortage refuses(int task) {
        return accounts.refuses(task, accounts.charges().least(snapshot.classOf(task)));
    }

    private static @Nullable BitSet both(@Nullable BitSet a, @Nullable BitSet b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        BitSet common = (BitSet) a.clone();
        common.and(b);
        return common;
    }

    private int placeCharged(int task, @Nullable BitSet within) {
        int node = within == null ? placer.place(task) : placer.place(task, within);
        if (node == Workspace.NOWHERE) {
            return node;
        }
        if (accounts.refuses(task, accounts.charges().of(snapshot.classOf(task), node)) != null) {
            workspace.remove(task);
            return Workspace.NOWHERE;
        }
        accounts.enter(task, node);
        return node;
    }

    /** Takes a task off its node. */
    public void lift(int task) {
        int node = workspace.nodeOf(task);
        workspace.remove(task);
        accounts.leave(task, node);
    }

    /** Puts a task that was lifted where it stood, whether there is room or not. */
    public void putBack(int task, int node, long devices) {
        workspace.putBack(task, node, devices);
        accounts.enter(task, node);
    }

    /** Puts a task that was lifted where it stood, if it finds its room still there. */
    public boolean returns(int task, int node, long devices) {
        if (!workspace.hasRoomFor(task, node, devices)) {
            return false;
        }
        putBack(task, node, devices);
        return true;
    }

    public Mark checkpoint() {
        return new Mark(workspace.checkpoint(), accounts.checkpoint());
    }

    /** Takes back everything since the mark. */
    public void undo(Mark mark) {
        workspace.undo(mark.workspace());
        accounts.undo(mark.accounts());
    }
}
