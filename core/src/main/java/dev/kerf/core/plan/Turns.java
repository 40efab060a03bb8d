package dev.kerf.core.plan;

import dev.kerf.core.account.Accounts;
import dev.kerf.core.account.Charges;
import dev.kerf.core.account.Deserved;
import dev.kerf.core.queue.QueueTree;
import dev.kerf.core.snapshot.Party;
import dev.kerf.core.snapshot.Snapshot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is. First what was promised room, then gangs that lost members, in the order they came. Then, from the roots of the
 * queues down, the queue that would stay within its guarantee with its next party; then the one of the higher
 * priority; then the one that is behind by the {@link QueueOrder}; then the one whose party is older. What is served moves its queue back at once.
 */
final class Turns {
    private static final int UNKNOWN = -2;
    private final Snapshot snapshot;
    private final QueueTree tree;
    private final Accounts accounts;
    private final Precedence precedence;
    private final Deque<Party> first = new ArrayDeque<>();
    private final List<Deque<Party>> waiting = new ArrayList<>();
    private final long[] @Nullable [] wanted;
    private final int[] leafOf;

    Turns(Snapshot snapshot, Accounts accounts, Deserved deserved, QueueOrder order) {
        this.snapshot = snapshot;
        this.tree = snapshot.queues();
        this.accounts = accounts;
        this.wanted = new long[snapshot.parties().size()] @Nullable [];
        this.leafOf = new int[tree.count()];
        java.util.Arrays.fill(leafOf, UNKNOWN);
        for (int q = 0; q < tree.count(); q++) {
            waiting.add(new ArrayDeque<>());
        }
        snapshot.parties().stream().filter(Party::nominated).forEach(first::add);
        snapshot.parties().stream().filter(w -> w.returning() && !w.nominated()).forEach(first::add);
        snapshot.parties().stream()
                .filter(w -> !w.nominated() && !w.returning() && w.queue() != QueueTree.NONE)
                .forEach(w -> waiting.get(w.queue()).add(w));
        this.precedence = switch (order) {
            case DESERVED -> new Precedence.PartOfDeserved(accounts, deserved);
            case DOMINANT ->
                new DominantPart(accounts, tree, q -> !waiting.get(q).isEmpty());
            case BORROWED -> new Precedence.Borrowed(accounts, tree);
        };
    }

    /** The next party, each of them once; null: all had their turn. */
    @Nullable
    Party next() {
        Party promised = first.poll();
        if (promised != null) {
            return promised.queue() == QueueTree.NONE ? next() : promised;
        }
        int leaf = best(tree.roots());
        return leaf == QueueTree.NONE ? null : waiting.get(leaf).poll();
    }

    /** The queue's charges, or its next party, are others now. */
    void changed(int queue) {
        for (int q = queue; q != QueueTree.NONE; q = tree.parent(q)) {
            leafOf[q] = UNKNOWN;
        }
        precedence.changed();
    }

    private int leaf(int queue) {
        if (leafOf[queue] == UNKNOWN) {
            List<Integer> children = tree.children(queue);
            leafOf[queue] =
                    children.isEmpty() ? (waiting.get(queue).isEmpty() ? QueueTree.NONE : queue) : best(children);
        }
        return leafOf[queue];
    }

    private int best(List<Integer> siblings) {
        int best = QueueTree.NONE;
        for (int q : siblings) {
            if (leaf(q) != QueueTree.NONE && (best == QueueTree.NONE || before(q, best))) {
                best = q;
            }
        }
        return best == QueueTree.NONE ? best : leaf(best);
    }

    private boolean before(int a, int b) {
        Party ofA = peek(a);
        Party ofB = peek(b);
        long[] wantedA = wanted(ofA);
        long[] wantedB = wanted(ofB);
        boolean sureA = within(a, wantedA);
        if (sureA != within(b, wantedB)) {
            return sureA;
        }
        int priority = Integer.compare(tree.queue(b).priority(), tree.queue(a).priority());
        if (!sureA && priority != 0) {
            return priority < 0;
        }
        int share = Double.compare(precedence.of(a, leaf(a), wantedA), precedence.of(b, leaf(b), wantedB));
        return share == 0 ? older(ofA, ofB) : share < 0;
    }

    private Party peek(int queue) {
        return waiting.get(leaf(queue)).element();
    }

    private boolean older(Party a, Party b) {
        int created = snapshot.task(a.first())
                .created()
                .compareTo(snapshot.task(b.first()).created());
        return created == 0 ? a.index() < b.index() : created < 0;
    }

    private boolean within(int queue, long[] more) {
        for (int c = 0; c < accounts.charges().resources(); c++) {
            if (more[c] > 0
                    && more[c] > accounts.charges().quota(queue, c).guarantee() - accounts.used(queue, c)
                    && (c == Charges.GPU || accounts.charges().speaksOf(queue, c))) {
                return false;
            }
        }
        return true;
    }

    /** The least that all of the party may come to be charged. */
    private long[] wanted(Party party) {
        long[] known = wanted[party.index()];
        if (known == null) {
            known = new long[accounts.charges().columns()];
            for (int task = party.first(); task < party.end(); task++) {
                long[] row = accounts.charges().least(snapshot.classOf(task));
                for (int c = 0; c < known.length; c++) {
                    known[c] += row[c];
                }
            }
            wanted[party.index()] = known;
        }
        return known;
    }
}
