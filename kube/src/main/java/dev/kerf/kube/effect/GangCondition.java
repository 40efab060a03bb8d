package dev.kerf.kube.effect;

import dev.kerf.kube.api.Answer;
import dev.kerf.kube.api.Moments;
import dev.kerf.kube.api.Request;
import dev.kerf.objects.gang.GangObject;
import dev.kerf.objects.write.Documents;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The condition PodGroupInitiallyScheduled of one PodGroup. One write is under way at a time, so that the last word stands;
 * one that did not arrive is written again, unless there is a newer one. Objects of other kinds have no such condition.
 */
final class GangCondition {
    private static final int FORBIDDEN = 403;
    private static final int MISSING = 404;
    private final Dispatcher dispatcher;
    private @Nullable Saying next;
    private boolean underWay;

    /** @param at since when it is so */
    private record Saying(GangObject object, String status, String reason, String message, Instant at) {}

    GangCondition(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /** It is to be this from now on. */
    void become(GangObject object, String status, String reason, String message, Instant now) {
        if (object.isPodGroup() && !object.version().equals("v1alpha2")) {
            synchronized (this) {
                next = new Saying(object, status, reason, message, now);
            }
            write();
        }
    }

    /** Writes what waits, if there is any and nothing is under way. */
    void write() {
        Saying saying;
        synchronized (this) {
            saying = underWay ? null : next;
            next = underWay ? next : null;
            underWay |= saying != null;
        }
        if (saying != null) {
            String path = Paths.podGroup(saying.object()) + "/status";
            dispatcher.aside(Request.strategicPatch(path, body(saying)), answer -> answered(saying, answer));
        }
    }

    /** What failed waits for the next cycle; what came meanwhile is written at once. */
    private void answered(Saying saying, Answer answer) {
        boolean failed = !answer.ok() && answer.code() != FORBIDDEN && answer.code() != MISSING;
        synchronized (this) {
            underWay = false;
            next = next == null && failed ? saying : next;
        }
        if (!failed) {
            write();
        }
    }

    private static byte[] body(Saying saying) {
        GangObject object = saying.object();
        Map<String, Object> condition = new LinkedHashMap<>();
        condition.put("type", "PodGroupInitiallyScheduled");
        condition.put("status", saying.status());
        condition.put("reason", saying.reason());
        condition.put("message", saying.message());
        condition.put("observedGeneration", object.generation());
        condition.put("lastTransitionTime", Moments.seconds(saying.at()));
        return Documents.bytes(
                Map.of("metadata", Map.of("uid", object.uid()), "status", Map.of("conditions", List.of(condition))));
    }
}
