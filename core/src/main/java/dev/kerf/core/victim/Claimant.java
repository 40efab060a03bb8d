package dev.kerf.core.victim;

import dev.kerf.core.account.Accounts;
import dev.kerf.core.account.Charges;
import dev.kerf.core.account.Deserved;
import dev.kerf.core.queue.QueueTree;
import dev.kerf.core.snapshot.Snapshot;

/**
 * A party that asks for room, in terms of queues. What is contested is GPUs where it wants any, else the resources that
 * queues speak of. A queue may take from others as far as its guarantee; beyond that, as far as its share. Nobody is brought below
 * what it is sure of by the first, nor below its share by the second; so what was taken once is not taken back.
 *
 * @param wanted the least that what of it must start together may come to be charged, by column
 */
public record Claimant(
        Snapshot snapshot, Accounts accounts, Deserved deserved, int queue, int priority, long[] wanted) {
    /** Whether the resource is contested. */
    boolean contests(int column) {
        boolean named = column == Charges.GPU || accounts.charges().speaksOf(queue, column);
        return wanted[column] > 0 && (wanted[Charges.GPU] > 0 ? column == Charges.GPU : named);
    }

    /** Whether all queues from its own up to this one would stay within their guarantees. */
    boolean sure(int upTo) {
        return stays(upTo, true);
    }

    /** Whether all queues from its own up to this one would stay within their shares. */
    public boolean fair(int upTo) {
        return stays(upTo, false);
    }

    /** Whether what is wanted is within the share of its queue and of all above it, whatever runs there now. */
    public boolean modest() {
        for (int q = queue; q != QueueTree.NONE; q = tree().parent(q)) {
            for (int c = 0; c < accounts.charges().resources(); c++) {
                if (contests(c) && wanted[c] > deserved.share(q, c)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean stays(int upTo, boolean guarantee) {
        for (int q = queue; q != QueueTree.NONE; q = tree().parent(q)) {
            for (int c = 0; c < accounts.charges().resources(); c++) {
                if (contests(c) && accounts.used(q, c) + wanted[c] > most(q, c, guarantee)) {
                    return false;
                }
            }
            if (q == upTo) {
                return true;
            }
        }
        return true;
    }

    private long most(int q, int c, boolean guarantee) {
        return guarantee ? accounts.charges().quota(q, c).guarantee() : deserved.share(q, c);
    }

    /** What the queue may not be brought below, of a contested resource. */
    long floor(int q, int c, boolean sure) {
        long share = deserved.share(q, c);
        return sure ? Math.min(share, accounts.charges().quota(q, c).guarantee()) : share;
    }

    QueueTree tree() {
        return snapshot.queues();
    }
}
