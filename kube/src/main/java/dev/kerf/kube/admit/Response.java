package dev.kerf.kube.admit;

import dev.kerf.objects.read.ServerReview;
import dev.kerf.objects.write.Documents;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is answered to a review. */
final class Response {
    private static final int FORBIDDEN = 403;

    private Response() {}

    static byte[] review(Map<String, Object> response) {
        return Documents.bytes(
                Map.of("apiVersion", "admission.k8s.io/v1", "kind", "AdmissionReview", "response", response));
    }

    static Map<String, Object> allowed(ServerReview asked) {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("uid", asked.uid());
        response.put("allowed", true);
        return response;
    }

    /** Let in, with something changed. */
    static Map<String, Object> patched(ServerReview asked, List<Map<String, Object>> patch) {
        Map<String, Object> response = allowed(asked);
        response.put("patchType", "JSONPatch");
        response.put("patch", Base64.getEncoder().encodeToString(Documents.bytes(patch)));
        return response;
    }

    static Map<String, Object> refused(ServerReview asked, String sentence) {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("uid", asked.uid());
        response.put("allowed", false);
        response.put("status", Map.of("code", FORBIDDEN, "message", "pod " + title(asked) + " " + sentence));
        return response;
    }

    /** The pod's name, or how it begins. */
    static String title(ServerReview asked) {
        String name = asked.object().name();
        return name.isEmpty()
                ? asked.object().root().at("metadata", "generateName").text() + "*"
                : name;
    }
}
