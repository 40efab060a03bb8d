package dev.kerf.core.plan;

import dev.kerf.core.account.Accounts;
import dev.kerf.core.account.Charges;
import dev.kerf.core.model.Quota;
import dev.kerf.core.queue.DominantShares;
import dev.kerf.core.queue.QueueTree;
import java.util.function.IntPredicate;

/** The part of the cluster that a queue has, of the resource it has most of, by its weight for GPUs. */
final class DominantPart implements Precedence {
    /** A queue of weight 0 comes after all others. */
    private static final double LEAST_WEIGHT = 1e-9;

    private final Accounts accounts;
    private final QueueTree tree;
    private final IntPredicate waits;
    private final DominantShares shares;
    private boolean known;

    /** @param waits whether anything waits in a queue that is made of no others */
    DominantPart(Accounts accounts, QueueTree tree, IntPredicate waits) {
        this.accounts = accounts;
        this.tree = tree;
        this.waits = waits;
        double[] weight = new double[tree.count()];
        for (int q = 0; q < weight.length; q++) {
            long thousandths = accounts.charges().quota(q, Charges.GPU).weight();
            weight[q] = Math.max(LEAST_WEIGHT, thousandths / (double) Quota.WEIGHT_ONE);
        }
        this.shares = new DominantShares(tree, weight, accounts.charges().capacity());
    }

    @Override
    public double of(int queue, int leaf, long[] more) {
        if (!known) {
            reckon();
        }
        return shares.share(queue);
    }

    private void reckon() {
        int columns = accounts.charges().columns();
        long[][] used = new long[tree.count()][columns];
        boolean[] full = new boolean[tree.count()];
        for (int q = 0; q < tree.count(); q++) {
            for (int c = 0; c < accounts.charges().resources(); c++) {
                used[q][c] = accounts.used(q, c);
            }
            full[q] = tree.children(q).isEmpty() && !waits.test(q);
        }
        shares.reckon(used, full);
        known = true;
    }

    @Override
    public void changed() {
        known = false;
    }
}
