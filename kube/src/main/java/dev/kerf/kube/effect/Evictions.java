package dev.kerf.kube.effect;

import dev.kerf.core.model.TaskId;
import dev.kerf.core.plan.Decision;
import dev.kerf.kube.api.Answer;
import dev.kerf.kube.api.Request;
import dev.kerf.objects.LivePod;
import dev.kerf.objects.write.Documents;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pods being evicted, through the server's Eviction API alone, so that PodDisruptionBudgets hold. What a budget forbids is
 * asked again, more and more seldom, as long as cycles still decide it; what no cycle decides any more is not asked again. From the
 * decision on a pod is taken to be leaving, until the server refuses.
 */
public final class Evictions {
    private static final int MISSING = 404;
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofMinutes(1);
    private final Dispatcher dispatcher;
    private final Outcomes outcomes;
    private final Map<TaskId, Asked> asked = new HashMap<>();

    /** Somebody who is told what came of each eviction. */
    public interface Outcomes {
        /** The server took it; the pod is leaving. */
        void evicted(LivePod pod, Decision.Evict evict);

        /** A budget forbids it for now, in the server's words; told once for each text. */
        void blocked(LivePod pod, Decision.Evict evict, String budget);

        /** The server refused it for good, or could not be asked. */
        void refused(LivePod pod, Decision.Evict evict, Answer answer);
    }

    /** An eviction and how it stands. */
    private static final class Asked {
        private final String uid;
        private Duration pause = FIRST;
        private Instant next = Instant.MAX;
        private String budget = "";
        private @Nullable Instant since;

        Asked(String uid) {
            this.uid = uid;
        }
    }

    public Evictions(Dispatcher dispatcher, Outcomes outcomes) {
        this.dispatcher = dispatcher;
        this.outcomes = outcomes;
    }

    /** Begins to evict the pod that was decided about, unless that has begun and no next try is due. */
    public synchronized void evict(LivePod pod, Decision.Evict evict, Instant now) {
        Asked before = asked.get(pod.id());
        if (before == null || !before.uid.equals(pod.uid())) {
            before = new Asked(pod.uid());
            asked.put(pod.id(), before);
            send(pod, evict, before, now);
        } else if (!before.next.isAfter(now)) {
            send(pod, evict, before, now);
        }
    }

    private void send(LivePod pod, Decision.Evict evict, Asked each, Instant now) {
        each.next = Instant.MAX;
        each.since = now;
        dispatcher.urgent(request(pod), answer -> answered(pod, evict, each, answer, now));
    }

    /** Asks for the eviction; grace is the pod's own, and the uid keeps a successor of the same name alive. */
    public static Request request(LivePod pod) {
        TaskId id = pod.id();
        byte[] body = Documents.bytes(Map.of(
                "apiVersion",
                "policy/v1",
                "kind",
                "Eviction",
                "metadata",
                Map.of("name", id.name(), "namespace", id.namespace()),
                "deleteOptions",
                Map.of("preconditions", Map.of("uid", pod.uid()))));
        return Request.post(Paths.pod(id) + "/eviction", body);
    }

    private void answered(LivePod pod, Decision.Evict evict, Asked each, Answer answer, Instant at) {
        String budget = answer.disruptionBudget();
        if (answer.ok()) {
            outcomes.evicted(pod, evict);
        } else if (!budget.isEmpty()) {
            if (tryAgain(each, budget, at)) {
                outcomes.blocked(pod, evict, budget);
            }
        } else {
            tryAgain(each, "", at);
            if (answer.code() != MISSING) {
                outcomes.refused(pod, evict, answer);
            }
        }
    }

    /** Whether the text is news. */
    private synchronized boolean tryAgain(Asked each, String budget, Instant at) {
        each.since = null;
        each.next = at.plus(each.pause);
        each.pause = each.pause.multipliedBy(2).compareTo(MOST) < 0 ? each.pause.multipliedBy(2) : MOST;
        boolean news = !each.budget.equals(budget);
        each.budget = budget;
        return news;
    }

    /** Since when each pod is being evicted, by its uid: what was asked and not refused, whether the server shows it or not. */
    public synchronized Map<String, Instant> underWay() {
        Map<String, Instant> underWay = new HashMap<>();
        asked.values().forEach(each -> {
            if (each.since != null) {
                underWay.put(each.uid, each.since);
            }
        });
        return underWay;
    }

    /** The pod is gone. */
    public synchronized void gone(TaskId pod) {
        asked.remove(pod);
    }
}
