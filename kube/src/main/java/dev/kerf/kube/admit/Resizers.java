package dev.kerf.kube.admit;

import dev.kerf.kube.api.Answer;
import dev.kerf.kube.api.Api;
import dev.kerf.kube.api.Request;
import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.ServerObject;
import dev.kerf.objects.write.Documents;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Who may change the part of a GPU that a pod has while it runs: whoever has the verb {@code resize} on pods. */
@FunctionalInterface
public interface Resizers {
    /** Nobody may. */
    Resizers NOBODY = (user, namespace) -> false;

    /** Whether that user may, as a review names them. */
    boolean may(Field user, String namespace);

    /** Asked of the server itself (SubjectAccessReview); where it does not say, nobody may. */
    static Resizers of(Api api) {
        return (user, namespace) -> {
            Answer answer = api.ask(Request.post(
                    "/apis/authorization.k8s.io/v1/subjectaccessreviews", Documents.bytes(review(user, namespace))));
            try {
                return answer.ok()
                        && ServerObject.read(answer.body())
                                .at("status", "allowed")
                                .flag();
            } catch (IOException noReview) {
                return false;
            }
        };
    }

    private static Map<String, Object> review(Field user, String namespace) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("user", user.get("username").text());
        spec.put("uid", user.get("uid").text());
        spec.put("groups", user.get("groups").list());
        if (user.get("extra").present()) {
            spec.put("extra", Objects.requireNonNull(user.get("extra").tree()));
        }
        spec.put("resourceAttributes", Map.of("namespace", namespace, "verb", "resize", "resource", "pods"));
        return Map.of("apiVersion", "authorization.k8s.io/v1", "kind", "SubjectAccessReview", "spec", spec);
    }
}
