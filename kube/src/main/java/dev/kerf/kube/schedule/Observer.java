package dev.kerf.kube.schedule;

import dev.kerf.core.plan.Decision;
import dev.kerf.kube.api.Answer;
import dev.kerf.objects.LivePod;

/**
 * Somebody who is told what a scheduler does, as it does it: metrics, the log, saved cycles. Told by the thread that does
 * it, so it must neither wait nor fail.
 */
public interface Observer {
    /** Everything has been seen once, and this process may write: deciding begins. */
    default void begun(Backlog backlog) {}

    /** A cycle has decided about the pods that waited, and its effects are on their way. */
    default void decided(Cycle cycle) {}

    /** The server took a binding. */
    default void bound(LivePod pod, Decision.Bind bind) {}

    /** The server did not take a binding; the pod waits again. */
    default void refused(LivePod pod, Decision.Bind bind, Answer answer) {}

    /** A cycle held a pod, for the first time or for another reason than before. */
    default void held(LivePod pod, Decision.Hold hold) {}

    /** A cycle promised a pod a node that others are leaving, for the first time or another one than before. */
    default void nominated(LivePod pod, Decision.Nominate nominate) {}

    /** The server took an eviction. */
    default void evicted(LivePod pod, Decision.Evict evict) {}
}
