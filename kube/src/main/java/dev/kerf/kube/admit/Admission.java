package dev.kerf.kube.admit;

import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.reason.Reason;
import dev.kerf.objects.pod.SharingAsk;
import dev.kerf.objects.pod.SharingKeys;
import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.Item;
import dev.kerf.objects.read.ServerReview;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Answers an API server's reviews of pods. A pod that asks for part of a GPU in a way that makes no sense is refused with
 * the sentences any other reader has for it; one that makes sense is given the environment that tells its GPU; what it
 * asks cannot be changed later. Every other pod passes as it is.
 */
public final class Admission implements Reviewer {
    /** Where reviews are posted. */
    public static final String PATH = "/admit";

    private final String scheduler;
    private final Resizers resizers;

    /**
     * @param scheduler whose pods are looked at, {@code spec.schedulerName}
     * @param resizers  who may change the part of a GPU of a pod that runs
     */
    public Admission(String scheduler, Resizers resizers) {
        this.scheduler = scheduler;
        this.resizers = resizers;
    }

    @Override
    public byte[] answer(byte[] review) throws IOException {
        ServerReview asked = ServerReview.read(review);
        return Response.review(response(asked));
    }

    private Map<String, Object> response(ServerReview asked) {
        Item pod = asked.object();
        String owner = pod.root().at("spec", "schedulerName").text();
        if (!pod.kind().equals("Pod") || !owner.equals(scheduler)) {
            return Response.allowed(asked);
        }
        return switch (asked.operation()) {
            case "CREATE" -> created(asked);
            case "UPDATE" -> updated(asked);
            default -> Response.allowed(asked);
        };
    }

    private static Map<String, Object> created(ServerReview asked) {
        SharingAsk ask = SharingAsk.of(asked.object());
        if (!ask.refusals().isEmpty()) {
            return Response.refused(
                    asked, ask.refusals().stream().map(Reason::message).collect(Collectors.joining("; ")));
        }
        if (ask.need() instanceof GpuNeed.None) {
            return Response.allowed(asked);
        }
        return Response.patched(asked, new Preparation(asked.object(), ask.container()).patch());
    }

    /** A share is in the books and told to the container; without the right to resize only a new pod can have another. */
    private Map<String, Object> updated(ServerReview asked) {
        Map<String, String> before = SharingAsk.written(asked.before());
        Map<String, String> after = SharingAsk.written(asked.object());
        for (String key :
                List.of(SharingKeys.FRACTION, SharingKeys.MEMORY, SharingKeys.DEVICES, SharingKeys.CONTAINER)) {
            if (!Objects.equals(before.get(key), after.get(key)) && !resized(asked, key, before, after)) {
                return Response.refused(
                        asked,
                        "has an impossible " + key + ": it was " + shown(before.get(key))
                                + " when the pod was made and is " + shown(after.get(key))
                                + " now; make the pod anew to change it");
            }
        }
        return Response.allowed(asked);
    }

    /** Another part where there was one, by somebody who may. */
    private boolean resized(ServerReview asked, String key, Map<String, String> before, Map<String, String> after) {
        return key.equals(SharingKeys.FRACTION)
                && before.containsKey(key)
                && after.containsKey(key)
                && SharingAsk.of(asked.object()).refusals().isEmpty()
                && resizers.may(asked.user(), asked.object().namespace());
    }

    private static String shown(@org.jspecify.annotations.Nullable String value) {
        return value == null ? "absent" : Field.quoted(value);
    }
}
