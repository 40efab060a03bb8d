package dev.kerf.kube.effect;

import dev.kerf.core.account.QueueState;
import dev.kerf.core.reason.Reason;
import dev.kerf.kube.api.Answer;
import dev.kerf.kube.api.Moments;
import dev.kerf.kube.api.Request;
import dev.kerf.objects.queue.QueueAmounts;
import dev.kerf.objects.share.QueueCondition;
import dev.kerf.objects.write.Documents;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What queues are told in their status: what they are sure of, deserve and have, how many of their pods wait, and the condition
 * Ready with the one sentence. Written when it is another one than before, and of one queue every few seconds at most.
 */
public final class QueueNotes {
    private static final Duration AGAIN = Duration.ofSeconds(2);
    private static final int FORBIDDEN = 403;
    private static final int MISSING = 404;
    private final Dispatcher dispatcher;
    private final Map<String, Told> told = new HashMap<>();
    private Instant looked = Instant.MIN;
    private boolean sawAny;

    /** What a queue was told last, and when. */
    private static final class Told {
        private final String uid;
        private String text;
        private String ready;
        private String since;
        private Instant at = Instant.MIN;

        Told(String uid, Shown shown) {
            this.uid = uid;
            this.text = shown.text();
            this.ready = shown.ready();
            this.since = shown.since();
        }
    }

    /** A status without its times, as one text, and since when its condition is what it is. */
    private record Shown(String text, String ready, String since) {
        static Shown of(@Nullable Object status) {
            String ready = "";
            String since = "";
            Object bare = copy(status);
            if (bare instanceof Map<?, ?> map
                    && map.get("conditions") instanceof List<?> list
                    && list.stream().findFirst().orElse(null) instanceof Map<?, ?> condition) {
                ready = String.valueOf(condition.get("status"));
                since = String.valueOf(condition.remove("lastTransitionTime"));
            }
            return new Shown(String.valueOf(bare), ready, since);
        }

        /** With the fields of maps in order, and numbers and texts alike. */
        private static @Nullable Object copy(@Nullable Object tree) {
            return switch (tree) {
                case Map<?, ?> map -> {
                    Map<String, @Nullable Object> sorted = new TreeMap<>();
                    map.forEach((key, each) -> sorted.put(String.valueOf(key), copy(each)));
                    yield sorted;
                }
                case List<?> list -> list.stream().map(Shown::copy).toList();
                case null -> null;
                default -> tree.toString();
            };
        }
    }

    public QueueNotes(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /** Whether it is time to look again at what queues have. */
    public synchronized boolean due(Instant now) {
        return !looked.isAfter(now.minus(AGAIN));
    }

    /** Whether there were queues when it was last looked at, though their objects may have gone meanwhile. */
    public synchronized boolean sawAny() {
        return sawAny;
    }

    /** Forgets what was told, since somebody else may have told something else meanwhile. */
    public synchronized void forget() {
        told.clear();
    }

    /**
     * Tells every queue that there is an object of.
     *
     * @param states     what each has come to
     * @param pastUse    the part of all GPUs that each had of late, by name; none where that does not count
     * @param conditions how each stands, by name
     */
    public synchronized void tell(
            List<QueueState> states, Map<String, Double> pastUse, Map<String, QueueCondition> conditions, Instant now) {
        looked = now;
        sawAny = !states.isEmpty() || !conditions.isEmpty();
        told.keySet().retainAll(conditions.keySet());
        Map<String, QueueState> byName = new HashMap<>();
        states.forEach(state -> byName.put(state.queue(), state));
        conditions.forEach((name, condition) -> {
            QueueState state = byName.get(name);
            if (state != null || !condition.ready()) {
                tell(name, status(state, pastUse.get(name), condition), condition, now);
            }
        });
    }

    private void tell(String name, Map<String, Object> status, QueueCondition condition, Instant now) {
        String uid = condition.object().uid();
        Told last = told.get(name);
        if (last == null || !last.uid.equals(uid)) {
            last = new Told(uid, Shown.of(condition.object().status()));
            told.put(name, last);
        }
        Shown wanted = Shown.of(status);
        if (!wanted.text().equals(last.text) && !last.at.isAfter(now.minus(AGAIN))) {
            boolean turned = !wanted.ready().equals(last.ready) || last.since.isEmpty();
            last.since = turned ? Moments.seconds(now) : last.since;
            last.ready = wanted.ready();
            last.at = now;
            String before = last.text;
            last.text = wanted.text();
            write(name, last, status, before);
        }
    }

    private static Map<String, Object> status(
            @Nullable QueueState state, @Nullable Double pastUse, QueueCondition condition) {
        Reason reason = condition.reason(state);
        Map<String, Object> ready = new LinkedHashMap<>();
        ready.put("type", "Ready");
        ready.put("status", condition.ready() ? "True" : "False");
        ready.put("reason", condition.word());
        ready.put("message", reason.message());
        Map<String, Object> status = new LinkedHashMap<>();
        if (state != null) {
            status.put("guarantee", QueueAmounts.plain(state.guarantee()));
            status.put("share", QueueAmounts.plain(state.share()));
            status.put("used", QueueAmounts.plain(state.used()));
            status.put("pending", state.pending());
        }
        if (pastUse != null) {
            status.put("pastUse", String.format(Locale.ROOT, "%.3f", pastUse));
        }
        status.put("conditions", List.of(ready));
        return status;
    }

    private void write(String name, Told last, Map<String, Object> status, String before) {
        Map<String, Object> condition = new LinkedHashMap<>();
        if (status.get("conditions") instanceof List<?> list && list.getFirst() instanceof Map<?, ?> ready) {
            ready.forEach((key, each) -> condition.put(String.valueOf(key), each));
        }
        condition.put("lastTransitionTime", last.since);
        Map<String, Object> dated = new LinkedHashMap<>(status);
        dated.put("conditions", List.of(condition));
        Map<String, Object> patch = Map.of("metadata", Map.of("uid", last.uid), "status", dated);
        Request request = Request.mergePatch(Paths.queue(name), Documents.bytes(patch));
        dispatcher.aside(request, answer -> written(last, before, answer));
    }

    /** What did not arrive is written again in time; not so where that is forbidden or the queue is gone. */
    private synchronized void written(Told last, String before, Answer answer) {
        if (!answer.ok() && answer.code() != FORBIDDEN && answer.code() != MISSING) {
            last.text = before;
        }
    }
}
