package dev.kerf.fakecluster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Questions about who somebody is and what he may: everybody is the administrator, and may everything. */
final class Reviews {
    private static final String USER = "kubernetes-admin";
    /** Plural and kind, by group. */
    static final Map<String, Map<String, String>> KINDS = Map.of(
            "authentication.k8s.io",
            Map.of("tokenreviews", "TokenReview", "selfsubjectreviews", "SelfSubjectReview"),
            "authorization.k8s.io",
            Map.of(
                    "subjectaccessreviews", "SubjectAccessReview",
                    "selfsubjectaccessreviews", "SelfSubjectAccessReview",
                    "localsubjectaccessreviews", "LocalSubjectAccessReview",
                    "selfsubjectrulesreviews", "SelfSubjectRulesReview"));

    private final Bodies bodies;

    Reviews(Bodies bodies) {
        this.bodies = bodies;
    }

    /** The kind of review that is asked for there; null: none. */
    static @Nullable String kind(String path) {
        String[] words = path.split("/");
        if (words.length < 5 || !words[1].equals("apis") || !words[3].equals("v1")) {
            return null;
        }
        return KINDS.getOrDefault(words[2], Map.of()).get(words[words.length - 1]);
    }

    Answer answer(String kind, Call call) {
        ObjectNode review = bodies.tree(call);
        String group =
                kind.equals("TokenReview") || kind.equals("SelfSubjectReview") ? "authentication" : "authorization";
        review.put("kind", kind).put("apiVersion", group + ".k8s.io/v1");
        ObjectNode status = review.putObject("status");
        switch (kind) {
            case "TokenReview" -> user(status.put("authenticated", true).putObject("user"));
            case "SelfSubjectReview" -> user(status.putObject("userInfo"));
            case "SelfSubjectRulesReview" -> {
                status.put("incomplete", false);
                ObjectNode all = status.putArray("resourceRules").addObject();
                all.putArray("verbs").add("*");
                all.putArray("apiGroups").add("*");
                all.putArray("resources").add("*");
                status.putArray("nonResourceRules");
            }
            default -> status.put("allowed", true);
        }
        return Answer.of(201, review);
    }

    private static void user(ObjectNode user) {
        user.put("username", USER).putArray("groups").add("system:masters").add("system:authenticated");
    }
}
