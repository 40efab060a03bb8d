package dev.kerf.kube.effect;

import dev.kerf.core.model.TaskId;
import dev.kerf.core.plan.Decision;
import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Reason;
import dev.kerf.kube.api.Answer;
import dev.kerf.kube.api.Moments;
import dev.kerf.kube.api.Request;
import dev.kerf.objects.LivePod;
import dev.kerf.objects.write.Documents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What pending pods are told: the condition PodScheduled, by which autoscalers see them too, and an event when the reason
 * is another one. A sentence whose numbers alone have changed is written again at most every ten seconds, so that a busy
 * cluster is not drowned in them; in the end the last one stands. A gang's sentence is told to each of its pods only so
 * that autoscalers see them: its news, and its event, are its own object's ({@link GangNotes}).
 */
public final class Notes {
    private static final int FORBIDDEN = 403;
    private static final int MISSING = 404;
    private static final Duration SAME_REASON = Duration.ofSeconds(10);
    private static final Duration OTHER_REASON = Duration.ofSeconds(1);
    private static final Duration SAME_OF_GANG = Duration.ofMinutes(5);
    private static final Duration COMING = Duration.ofSeconds(5);
    private final Dispatcher dispatcher;
    private final Events events;
    private final Map<TaskId, Told> told = new HashMap<>();

    /** What a pod was told last, and what it is to be told when the time has come. */
    private static final class Told {
        private final String uid;
        private final Instant first;
        private String message;
        private @Nullable Code code;
        private Instant at = Instant.MIN;
        private String promised;
        private @Nullable Word next;
        private @Nullable LivePod pod;

        Told(LivePod pod, Instant first) {
            this.first = first;
            this.uid = pod.uid();
            this.message = pod.told();
            this.promised = node(pod.nominated());
        }

        private static String node(@Nullable String nominated) {
            return nominated == null ? "" : nominated;
        }
    }

    /**
     * What a pod is to be told.
     *
     * @param promised the node that is kept for it; empty: none
     */
    private record Word(Reason reason, String promised) {}

    public Notes(Dispatcher dispatcher, Events events) {
        this.dispatcher = dispatcher;
        this.events = events;
    }

    /** The pod stays pending for this reason. */
    public synchronized void hold(LivePod pod, Decision.Hold hold, Instant now) {
        tell(pod, new Word(hold.reason(), ""), now);
    }

    /** The pod goes to a node as soon as others have left it; the promise is written at once, and taken back with a hold. */
    public synchronized void nominate(LivePod pod, Decision.Nominate nominate, Instant now) {
        tell(pod, new Word(nominate.reason(), nominate.node()), now);
    }

    private void tell(LivePod pod, Word word, Instant now) {
        Told last = told.get(pod.id());
        if (last == null || !last.uid.equals(pod.uid())) {
            last = new Told(pod, now);
            told.put(pod.id(), last);
        }
        last.next = word;
        last.pod = pod;
        writeIfDue(last, now);
    }

    /** The node each pod was promised last, by its uid, where the server did not show that yet; empty: none. */
    public synchronized Map<String, String> promises() {
        Map<String, String> promises = new HashMap<>();
        for (Told each : told.values()) {
            String promised = each.next == null ? each.promised : each.next.promised();
            if (each.pod != null && !promised.equals(Told.node(each.pod.nominated()))) {
                promises.put(each.uid, promised);
            }
        }
        return promises;
    }

    /** The pod is pending no more. */
    public synchronized void done(TaskId pod) {
        told.remove(pod);
    }

    /** Forgets what was told, since somebody else may have told something else meanwhile. */
    public synchronized void forget() {
        told.clear();
    }

    /** Writes what has become due; the moment of the next, null where nothing waits. */
    public synchronized @Nullable Instant catchUp(Instant now) {
        Instant next = null;
        for (Told each : new ArrayList<>(told.values())) {
            writeIfDue(each, now);
            if (each.next != null) {
                Instant due = due(each);
                next = next == null || due.isBefore(next) ? due : next;
            }
        }
        return next;
    }

    private static Instant due(Told each) {
        Word word = each.next;
        if (word == null) {
            return each.at;
        }
        if (!word.promised().equals(each.promised)) {
            return Instant.MIN;
        }
        Code code = word.reason().code();
        if (each.at.equals(Instant.MIN)) {
            return code.waitsForObjects() ? each.first.plus(COMING) : Instant.MIN;
        }
        Duration same = code.ofGang() ? SAME_OF_GANG : SAME_REASON;
        return each.at.plus(code == each.code ? same : OTHER_REASON);
    }

    private void writeIfDue(Told each, Instant now) {
        Word word = each.next;
        LivePod pod = each.pod;
        if (word == null || pod == null) {
            return;
        }
        String message = word.reason().message();
        if (message.equals(each.message) && word.promised().equals(each.promised)) {
            each.code = word.reason().code();
            each.next = null;
        } else if (!due(each).isAfter(now)) {
            boolean other =
                    each.code != word.reason().code() && !word.reason().code().ofGang();
            String said = each.message;
            String promised = each.promised;
            each.message = message;
            each.promised = word.promised();
            each.code = word.reason().code();
            each.at = now;
            each.next = null;
            Consumer<Answer> then = answer -> written(each, said, promised, word, answer);
            write(pod, word, !word.promised().equals(promised), then, now);
            if (other) {
                event(pod, word, now);
            }
        }
    }

    private void event(LivePod pod, Word word, Instant now) {
        if (word.promised().isEmpty()) {
            events.warning(pod, "FailedScheduling", word.reason().message(), now);
        } else {
            events.normal(pod, "Nominated", word.reason().message(), now);
        }
    }

    /** A note that did not arrive is written again with the next cycle; not so where that is forbidden or the pod is gone. */
    private synchronized void written(Told each, String before, String promised, Word word, Answer answer) {
        if (!answer.ok() && answer.code() != FORBIDDEN && answer.code() != MISSING) {
            each.message = before;
            each.promised = promised;
            each.at = Instant.MIN;
            each.next = each.next == null ? word : each.next;
        }
    }

    /** The pod as it was when this was decided: a note that comes late must not undo what a binding has told since. */
    private static Map<String, Object> asSeen(LivePod pod) {
        return pod.version() == 0
                ? Map.of("uid", pod.uid())
                : Map.of("uid", pod.uid(), "resourceVersion", Long.toString(pod.version()));
    }

    /** A gated pod keeps the reason the API server gave it, so that no autoscaler makes room for it. */
    private void write(LivePod pod, Word word, boolean promises, Consumer<Answer> then, Instant now) {
        boolean gated = word.reason().code() == Code.GATED;
        Map<String, Object> condition = new HashMap<>();
        condition.put("type", "PodScheduled");
        condition.put("status", "False");
        condition.put("reason", gated ? "SchedulingGated" : "Unschedulable");
        condition.put("message", word.reason().message());
        condition.put("lastTransitionTime", Moments.seconds(now));
        Map<String, @Nullable Object> status = new HashMap<>();
        status.put("conditions", List.of(condition));
        if (promises) {
            status.put("nominatedNodeName", word.promised().isEmpty() ? null : word.promised());
        }
        Map<String, Object> patch = Map.of("metadata", asSeen(pod), "status", status);
        String path = Paths.pod(pod.id()) + "/status";
        dispatcher.aside(Request.strategicPatch(path, Documents.bytes(patch)), then);
    }
}
