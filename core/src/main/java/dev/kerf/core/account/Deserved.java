package dev.kerf.core.account;

import dev.kerf.core.model.Share;
import dev.kerf.core.queue.Division;
import dev.kerf.core.queue.FairShares;
import dev.kerf.core.queue.QueueTree;
import dev.kerf.core.snapshot.Party;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What each queue deserves in this cycle: of every resource its fair share, given what all queues ask for, running and
 * waiting. It does not change while the cycle decides, since what it moves was asked for before and after.
 */
public final class Deserved {
    private final Snapshot snapshot;
    private final Accounts accounts;
    private final long[][] requested;
    private final int[] waiting;
    private final long[] @Nullable [] shares;
    private final Division division;

    /**
     * @param workspace as the cycle begins
     * @param division  of what is left over; late use counts of GPUs alone
     */
    public Deserved(Workspace workspace, Accounts accounts, Division division) {
        this.division = division;
        this.snapshot = workspace.snapshot();
        this.accounts = accounts;
        QueueTree tree = snapshot.queues();
        int columns = accounts.charges().columns();
        this.requested = new long[columns][tree.count()];
        this.waiting = new int[tree.count()];
        this.shares = new long[columns] @Nullable [];
        if (!accounts.open()) {
            ask(workspace);
        }
    }

    private void ask(Workspace workspace) {
        Charges charges = accounts.charges();
        for (int task = snapshot.pendingCount(); task < snapshot.taskCount(); task++) {
            if (workspace.nodeOf(task) != Workspace.NOWHERE) {
                ask(snapshot.queueOf(task), charges.of(snapshot.classOf(task), workspace.nodeOf(task)));
            }
        }
        for (Party party : snapshot.parties()) {
            if (party.queue() != QueueTree.NONE) {
                waiting[party.queue()] += party.count();
                for (int task = party.first(); task < party.end(); task++) {
                    ask(party.queue(), charges.least(snapshot.classOf(task)));
                }
            }
        }
    }

    private void ask(int queue, long[] row) {
        for (int c = 0; c < row.length; c++) {
            requested[c][queue] += row[c];
        }
    }

    /** The fair share of the queue, of a resource. */
    public long share(int queue, int column) {
        long[] known = shares[column];
        if (known == null) {
            known = divide(column);
            shares[column] = known;
        }
        return known[queue];
    }

    private long[] divide(int column) {
        QueueTree tree = snapshot.queues();
        return FairShares.of(
                tree,
                accounts.charges().name(column),
                column == Charges.GPU
                        ? division.of(grain(column))
                        : division.of(grain(column)).forgetting(),
                accounts.capacity(column),
                requested[column],
                IntStream.range(0, tree.count())
                        .mapToDouble(q -> tree.queue(q).pastUse())
                        .toArray());
    }

    /** Half a GPU is of no use where all ask for whole ones. */
    private long grain(int column) {
        boolean whole = column == Charges.GPU && accounts.capacity(column) % Share.WHOLE == 0;
        for (int q = 0; q < requested[column].length; q++) {
            whole &= requested[column][q] % Share.WHOLE == 0;
        }
        return whole ? Share.WHOLE : 1;
    }

    /** How many tasks of the queue itself waited when the cycle began. */
    public int waiting(int queue) {
        return waiting[queue];
    }
}
