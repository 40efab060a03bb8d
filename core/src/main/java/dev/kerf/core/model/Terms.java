package dev.kerf.core.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * On what terms a task uses the cluster: who is charged, and how it may be asked to leave.
 *
 * @param queue       the queue it is charged to; null: the one that stands in for none
 * @param user        whose work it is, for what a queue allows each user; empty: nobody's in particular
 * @param preemptible it may be asked to leave for others; what may not is placed within its queue's guarantee alone
 * @param checkpoint  when it last saved its work; null: not known, and all since its start is lost with it
 * @param patience    how long after its creation it asks nobody to leave, so that an autoscaler may make room first
 */
public record Terms(
        @Nullable String queue,
        String user,
        boolean preemptible,
        @Nullable Instant checkpoint,
        Duration patience) {
    /** Charged to nobody in particular, and preemptible. */
    public static final Terms USUAL = new Terms(null, "", true, null, Duration.ZERO);

    /** The usual terms in that queue. */
    public static Terms of(@Nullable String queue) {
        return new Terms(queue, "", true, null, Duration.ZERO);
    }

    public Terms withPreemptible(boolean other) {
        return new Terms(queue, user, other, checkpoint, patience);
    }

    public Terms withUser(String other) {
        return new Terms(queue, other, preemptible, checkpoint, patience);
    }

    public Terms withCheckpoint(@Nullable Instant other) {
        return new Terms(queue, user, preemptible, other, patience);
    }

    public Terms withPatience(Duration other) {
        return new Terms(queue, user, preemptible, checkpoint, other);
    }
}
