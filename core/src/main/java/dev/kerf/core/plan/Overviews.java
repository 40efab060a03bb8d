package dev.kerf.core.plan;

import dev.kerf.core.account.Charges;
import dev.kerf.core.account.QueueState;
import dev.kerf.core.queue.QueueTree;
import dev.kerf.core.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;

/** What each queue has come to at the end of a cycle. */
final class Overviews {
    private final Cycle cycle;
    private final QueueTree tree;

    Overviews(Cycle cycle) {
        this.cycle = cycle;
        this.tree = cycle.snapshot.queues();
    }

    /** Parents before their children, siblings by name; none where no object says there are queues. */
    List<QueueState> queues() {
        List<QueueState> all = new ArrayList<>();
        int[] pending = pending();
        for (int q = 0; cycle.snapshot.queued() && q < tree.count(); q++) {
            int queue = q;
            all.add(new QueueState(
                    tree.queue(q).name(),
                    by(c -> cycle.accounts.charges().quota(queue, c).guarantee()),
                    by(c -> cycle.deserved.share(queue, c)),
                    by(c -> cycle.accounts.used(queue, c)),
                    pending[q]));
        }
        return all;
    }

    private SortedMap<String, Long> by(IntToLongFunction amount) {
        Charges charges = cycle.accounts.charges();
        SortedMap<String, Long> map = new TreeMap<>();
        for (int c = 0; c < charges.resources(); c++) {
            map.put(charges.name(c), amount.applyAsLong(c));
        }
        return map;
    }

    private int[] pending() {
        int[] pending = new int[tree.count()];
        Snapshot snapshot = cycle.snapshot;
        for (int task = 0; task < snapshot.pendingCount(); task++) {
            if (cycle.workspace.nodeOf(task) < 0) {
                for (int q = snapshot.queueOf(task); q >= 0; q = tree.parent(q)) {
                    pending[q]++;
                }
            }
        }
        return pending;
    }
}
