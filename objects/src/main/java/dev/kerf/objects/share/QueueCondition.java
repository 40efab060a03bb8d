package dev.kerf.objects.share;

import dev.kerf.core.account.QueueState;
import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Reason;
import dev.kerf.objects.queue.QueueAmounts;
import org.jspecify.annotations.Nullable;

/**
 * Whether a queue can be used as its object stands.
 *
 * @param object the object
 * @param word   why, or why not, in one word
 * @param wrong  what is wrong with it; null: nothing
 */
public record QueueCondition(
        QueueObject object, String word, @Nullable Reason wrong) {
    /** Nothing is wrong with it. */
    public static final String READY = "Ready";

    /** It is part of a queue that is not there. */
    public static final String PARENT_MISSING = "ParentMissing";

    /** It is part of itself. */
    public static final String CYCLE = "Cycle";

    /** A field of it makes no sense. */
    public static final String INVALID = "Invalid";

    /** Whether nothing is wrong with it. */
    public boolean ready() {
        return wrong == null;
    }

    /** What is to be said of the queue: what is wrong, else what it has come to; null state: nobody has reckoned that. */
    public Reason reason(@Nullable QueueState state) {
        return wrong == null ? reasonOf(state) : wrong;
    }

    /** What is to be said of a queue with which nothing is wrong. */
    public static Reason reasonOf(@Nullable QueueState state) {
        if (state == null) {
            return Reason.of(Code.QUEUE_UNUSABLE, "problem", "has not been reckoned with yet");
        }
        String pods = state.pending() == 1 ? "1 pod is" : state.pending() + " pods are";
        return Reason.of(
                Code.QUEUE_STATE,
                "guarantee",
                QueueAmounts.words(state.guarantee()),
                "share",
                QueueAmounts.words(state.share()),
                "used",
                QueueAmounts.words(state.used()),
                "pending",
                pods);
    }
}
