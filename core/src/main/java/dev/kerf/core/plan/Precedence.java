package dev.kerf.core.plan;

import dev.kerf.core.account.Accounts;
import dev.kerf.core.account.Deserved;
import dev.kerf.core.queue.Borrowing;
import dev.kerf.core.queue.QueueTree;
import java.util.stream.IntStream;

/** Who of several queues comes next. */
interface Precedence {
    /**
     * The queue with the least comes next.
     *
     * @param queue at or above the leaf
     * @param leaf  whose party would be served
     * @param more  what that party would be charged
     */
    double of(int queue, int leaf, long[] more);

    /** Something was charged, or a queue has nothing waiting any more. */
    default void changed() {}

    /** The largest part of what it deserves that the queue would have, of any resource the party wants. */
    record PartOfDeserved(Accounts accounts, Deserved deserved) implements Precedence {
        @Override
        public double of(int queue, int leaf, long[] more) {
            double most = 0;
            for (int c = 0; c < accounts.charges().resources(); c++) {
                if (more[c] > 0) {
                    double share = Math.max(1, deserved.share(queue, c));
                    most = Math.max(most, (accounts.used(queue, c) + more[c]) / share);
                }
            }
            return most;
        }
    }

    /** What the queue would borrow of what there is to borrow, in thousandths. */
    final class Borrowed implements Precedence {
        private final Accounts accounts;
        private final QueueTree tree;
        private final Borrowing borrowing;
        private final long[][] used;

        Borrowed(Accounts accounts, QueueTree tree) {
            this.accounts = accounts;
            this.tree = tree;
            int resources = accounts.charges().resources();
            this.borrowing = new Borrowing(
                    tree,
                    IntStream.range(0, resources)
                            .mapToObj(accounts.charges()::name)
                            .toArray(String[]::new));
            this.used = new long[resources][tree.count()];
            changed();
        }

        @Override
        public double of(int queue, int leaf, long[] more) {
            add(leaf, more, 1);
            double share = borrowing.share(queue, used);
            add(leaf, more, -1);
            return share;
        }

        private void add(int leaf, long[] more, int times) {
            for (int c = 0; c < used.length; c++) {
                used[c][leaf] += times * more[c];
            }
        }

        @Override
        public void changed() {
            for (int c = 0; c < used.length; c++) {
                for (int q = 0; q < tree.count(); q++) {
                    used[c][q] = tree.children(q).isEmpty() ? accounts.used(q, c) : 0;
                }
            }
        }
    }
}
