package dev.kerf.core.victim;

import dev.kerf.core.account.Charges;
import dev.kerf.core.queue.QueueTree;
import java.util.List;

/**
 * How many GPUs a claimant may take back from other queues at the very most: at each queue on its way up, from each sibling
 * no more than that has beyond what it may not be brought below, and no more than runs there and may be asked. It is a bound of
 * arithmetic: no search finds more.
 */
public final class Takeable {
    private final Claimant claimant;
    private final QueueTree tree;
    private final long[] runs;

    /** Who may not be asked yet is not counted. */
    public Takeable(Claimant claimant, Units units) {
        this.claimant = claimant;
        this.tree = claimant.tree();
        this.runs = new long[tree.count()];
        Tenure tenure = new Tenure(tree, claimant.snapshot().asOf());
        for (Unit unit : units.all()) {
            boolean counted = unit.whole() || unit.gang() < 0;
            if (counted
                    && units.free(unit, List.of())
                    && unit.queue() != claimant.queue()
                    && !tenure.against(unit, claimant.queue())) {
                runs[unit.queue()] += units.charged(unit, Charges.GPU);
            }
        }
    }

    /** Of the column of GPUs, in thousandths. */
    public long gpus() {
        long sum = 0;
        for (int q = claimant.queue(); q != QueueTree.NONE; q = tree.parent(q)) {
            boolean sure = claimant.sure(q);
            if (sure || claimant.fair(q)) {
                for (int sibling : siblings(q)) {
                    sum += sibling == q ? 0 : from(sibling, sure);
                }
            }
        }
        return sum;
    }

    private List<Integer> siblings(int q) {
        return tree.parent(q) == QueueTree.NONE ? tree.roots() : tree.children(tree.parent(q));
    }

    private long from(int queue, boolean sure) {
        long below = runs[queue];
        for (int child : tree.children(queue)) {
            below += from(child, sure);
        }
        long beyond = claimant.accounts().used(queue, Charges.GPU) - claimant.floor(queue, Charges.GPU, sure);
        return Math.max(0, Math.min(below, beyond));
    }
}
