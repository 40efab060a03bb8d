package dev.kerf.kube.admit;

import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.reason.Reason;
import dev.kerf.objects.pod.SharingAsk;
import dev.kerf.objects.pod.SharingKeys;
import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.Item;
import dev.kerf.objects.read.ServerReview;
import dev.kerf.objects.write.Documents;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Answers an API server's reviews of pods. A pod that asks for part of a GPU in a way that makes no sense is refused with
 * the sentences any other reader has for it; one that makes sense is given the environment that tells its GPU; what it
 * asks cannot be changed later. Every other pod passes as it is.
 */
public final class Admission {
    private static final int FORBIDDEN = 403;
    private final String scheduler;

    /** @param scheduler whose pods are looked at, {@code spec.schedulerName} */
    public Admission(String scheduler) {
        this.scheduler = scheduler;
    }

    /**
     * The answer to a review, both as AdmissionReview in JSON.
     *
     * @throws IOException if it is no review
     */
    public byte[] answer(byte[] review) throws IOException {
        ServerReview asked = ServerReview.read(review);
        return Documents.bytes(
                Map.of("apiVersion", "admission.k8s.io/v1", "kind", "AdmissionReview", "response", response(asked)));
    }

    private Map<String, Object> response(ServerReview asked) {
        Item pod = asked.object();
        String owner = pod.root().at("spec", "schedulerName").text();
        if (!pod.kind().equals("Pod") || !owner.equals(scheduler)) {
            return allowed(asked);
        }
        return switch (asked.operation()) {
            case "CREATE" -> created(asked);
            case "UPDATE" -> updated(asked);
            default -> allowed(asked);
        };
    }

    private static Map<String, Object> created(ServerReview asked) {
        SharingAsk ask = SharingAsk.of(asked.object());
        if (!ask.refusals().isEmpty()) {
            return refused(asked, ask.refusals().stream().map(Reason::message).collect(Collectors.joining("; ")));
        }
        if (ask.need() instanceof GpuNeed.None) {
            return allowed(asked);
        }
        Map<String, Object> response = allowed(asked);
        byte[] patch = Documents.bytes(new Preparation(asked.object(), ask.container()).patch());
        response.put("patchType", "JSONPatch");
        response.put("patch", Base64.getEncoder().encodeToString(patch));
        return response;
    }

    /** A share is in the books and told to the container; only a new pod can have another. */
    private static Map<String, Object> updated(ServerReview asked) {
        Map<String, String> before = SharingAsk.written(asked.before());
        Map<String, String> after = SharingAsk.written(asked.object());
        for (String key :
                List.of(SharingKeys.FRACTION, SharingKeys.MEMORY, SharingKeys.DEVICES, SharingKeys.CONTAINER)) {
            if (!Objects.equals(before.get(key), after.get(key))) {
                return refused(
                        asked,
                        "has an impossible " + key + ": it was " + shown(before.get(key))
                                + " when the pod was made and is " + shown(after.get(key))
                                + " now; make the pod anew to change it");
            }
        }
        return allowed(asked);
    }

    private static String shown(@org.jspecify.annotations.Nullable String value) {
        return value == null ? "absent" : Field.quoted(value);
    }

    private static Map<String, Object> allowed(ServerReview asked) {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("uid", asked.uid());
        response.put("allowed", true);
        return response;
    }

    private static Map<String, Object> refused(ServerReview asked, String sentence) {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("uid", asked.uid());
        response.put("allowed", false);
        String name = asked.object().name();
        String whose = name.isEmpty()
                ? asked.object().root().at("metadata", "generateName").text() + "*"
                : name;
        response.put("status", Map.of("code", FORBIDDEN, "message", "pod " + whose + " " + sentence));
        return response;
    }
}
