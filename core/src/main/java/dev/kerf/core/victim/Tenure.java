package dev.kerf.core.victim;

import dev.kerf.core.model.Queue;
import dev.kerf.core.queue.QueueTree;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long what has begun may run before it is asked to leave, as its queues say. Between queues the one decides that stands
 * just below the queue both have in common, since that is where the two teams part; where it says nothing, those below it on the way
 * to the victim do, and then those above.
 */
final class Tenure {
    private final QueueTree tree;
    private final Instant asOf;

    Tenure(QueueTree tree, Instant asOf) {
        this.tree = tree;
        this.asOf = asOf;
    }

    /** Whether the unit may still run on, whoever in its own queue wants its place. */
    boolean againstOwn(Unit unit) {
        return endAgainstOwn(unit) != null;
    }

    /** Until when it may; null: no longer. */
    @Nullable
    Instant endAgainstOwn(Unit unit) {
        Duration time = Duration.ZERO;
        for (int q = unit.queue(); q != QueueTree.NONE && time.isZero(); q = tree.parent(q)) {
            time = tree.queue(q).preemptAfter();
        }
        return end(unit, time);
    }

    /** Whether the unit may still run on, against somebody of another queue. */
    boolean against(Unit unit, int other) {
        return endAgainst(unit, other) != null;
    }

    /** Until when it may; null: no longer. */
    @Nullable
    Instant endAgainst(Unit unit, int other) {
        int parted = parted(unit.queue(), other);
        Duration time = Duration.ZERO;
        for (int q = unit.queue(); q != QueueTree.NONE; q = tree.parent(q)) {
            Queue queue = tree.queue(q);
            boolean said = !queue.reclaimAfter().isZero();
            time = said && (time.isZero() || depth(q) >= depth(parted)) ? queue.reclaimAfter() : time;
        }
        return end(unit, time);
    }

    private @Nullable Instant end(Unit unit, Duration time) {
        Instant end = unit.since().plus(time);
        return !unit.since().equals(Instant.EPOCH) && end.isAfter(asOf) ? end : null;
    }

    /** The queue at or above the first that is a sibling of one at or above the second. */
    int parted(int queue, int other) {
        int at = queue;
        while (tree.parent(at) != QueueTree.NONE && !tree.contains(tree.parent(at), other)) {
            at = tree.parent(at);
        }
        return at;
    }

    private int depth(int queue) {
        int depth = 0;
        for (int q = queue; q != QueueTree.NONE; q = tree.parent(q)) {
            depth++;
        }
        return depth;
    }
}
