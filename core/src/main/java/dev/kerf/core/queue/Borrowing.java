package dev.kerf.core.queue;

import dev.kerf.core.model.Quota;
import java.math.BigInteger;

/**
 * How much each queue of a tree borrows, beside what there is to borrow: the share by which Kueue (KEP-1714, fair
 * sharing) orders those that have more than their guarantee. Of each resource a queue borrows what it uses beyond the
 * guarantees at and below it; the largest part that this is of what its parent's whole tree could lend counts, in
 * thousandths, divided by the queue's weight.
 */
public final class Borrowing {
    /** The share of a queue of weight 0 that borrows anything. */
    public static final long ENDLESS = Long.MAX_VALUE;

    private static final long THOUSAND = 1000;
    private final QueueTree tree;
    private final String[] resources;
    private final long[][] own;
    private final long[][] potential;

    /** @param resources those that count */
    public Borrowing(QueueTree tree, String... resources) {
        this.tree = tree;
        this.resources = resources.clone();
        this.own = new long[resources.length][tree.count()];
        this.potential = new long[resources.length][tree.count()];
        for (int r = 0; r < resources.length; r++) {
            for (int q = tree.count() - 1; q >= 0; q--) {
                own[r][q] += quota(r, q).guarantee();
                if (tree.parent(q) != QueueTree.NONE) {
                    own[r][tree.parent(q)] += own[r][q] - kept(r, q);
                }
            }
            for (int q = 0; q < tree.count(); q++) {
                potential[r][q] = potential(r, q);
            }
        }
    }

    private Quota quota(int r, int q) {
        return tree.queue(q).quota(resources[r]);
    }

    /** What the queue and those below it do not lend to its siblings. */
    private long kept(int r, int q) {
        return Math.max(0, own[r][q] - quota(r, q).lend());
    }

    /** The most it could have if nobody else used anything. */
    private long potential(int r, int q) {
        if (tree.parent(q) == QueueTree.NONE) {
            return own[r][q];
        }
        long open = kept(r, q) + potential[r][tree.parent(q)];
        long borrow = quota(r, q).borrow();
        return borrow == Quota.UNLIMITED ? open : Math.min(open, own[r][q] + borrow);
    }

    /**
     * The share of a queue, 0 where it borrows nothing.
     *
     * @param used by resource and queue number; what is used below a queue is not counted in
     */
    public long share(int queue, long[][] used) {
        int parent = tree.parent(queue);
        if (parent == QueueTree.NONE) {
            return 0;
        }
        long top = 0;
        boolean endless = false;
        for (int r = 0; r < resources.length; r++) {
            long borrowed = usedBy(r, queue, used) - own[r][queue];
            long lendable = potential[r][parent];
            long weight = quota(r, queue).weight();
            if (borrowed > 0 && lendable > 0) {
                endless |= weight == 0;
                long rated = weight == 0 ? 0 : ratio(borrowed, lendable, weight);
                top = Math.max(top, rated);
            }
        }
        return endless ? ENDLESS : top;
    }

    private static long ratio(long borrowed, long lendable, long weight) {
        BigInteger over = BigInteger.valueOf(borrowed)
                .multiply(BigInteger.valueOf(THOUSAND))
                .multiply(BigInteger.valueOf(Quota.WEIGHT_ONE));
        BigInteger under = BigInteger.valueOf(lendable).multiply(BigInteger.valueOf(weight));
        // Whoever borrows anything has more than nothing.
        return over.add(under).subtract(BigInteger.ONE).divide(under).longValueExact();
    }

    /** What is used at and below the queue, less what each below it has of its own that it does not lend. */
    private long usedBy(int r, int queue, long[][] used) {
        long sum = used[r][queue];
        for (int child : tree.children(queue)) {
            sum += Math.max(0, usedBy(r, child, used) - kept(r, child));
        }
        return sum;
    }
}
