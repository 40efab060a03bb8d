package dev.kerf.kube.api;

import dev.kerf.objects.read.ServerObject;
import dev.kerf.objects.write.Documents;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** What whoever asks may do, asked of the server itself (SelfSubjectAccessReview). */
public final class Rights {
    static final String PATH = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

    /** What a scheduler writes. What it reads is told by those who read. */
    public static final List<Right> SCHEDULING = List.of(
            new Right("create", "", "pods", "binding", "no pod can be bound"),
            new Right("patch", "", "pods", "status", "pending pods are not told why"),
            new Right("create", "", "pods", "eviction", "no pod can be evicted"),
            new Right("create", "events.k8s.io", "events", "", "no events are written"),
            new Right("patch", "", "persistentvolumeclaims", "", "pods wait whose volumes are yet to be made"),
            new Right("patch", "", "persistentvolumes", "", "pods wait whose claims are yet to get a volume"));

    /** What one who acts on advice writes. */
    public static final List<Right> ACTING = List.of(
            acting("patch", "apps", "deployments", "", "no work is sized"),
            acting("patch", "", "pods", "", "no part of a GPU is changed while its pod runs"),
            acting("patch", "", "pods", "resize", "no CPU and memory are changed while their pod runs"),
            acting("patch", "", "nodes", "", "no node is emptied"));

    private Rights() {}

    private static Right acting(String verb, String group, String resource, String subresource, String without) {
        return new Right(verb, group, resource, subresource, without + " (sizing.act of the chart gives it)");
    }

    /**
     * A verb on a resource.
     *
     * @param group       of the API; empty: the core group
     * @param subresource empty: the resource itself
     * @param without     what does not happen without it
     */
    public record Right(String verb, String group, String resource, String subresource, String without) {
        /** That it is missing, and what that means. */
        public String sentence() {
            String of = subresource.isEmpty() ? resource : resource + "/" + subresource;
            String in = group.isEmpty() ? "" : " (" + group + ")";
            return "lacks the permission to " + verb + " " + of + in + ": " + without
                    + "; grant it with the chart's ClusterRole";
        }
    }

    /** Asks for each, all at once, and says a sentence for each that is missing; a server that does not answer says none. */
    public static void check(Api api, List<Right> rights, Consumer<String> log) {
        missing(api, rights, "").forEach(right -> log.accept(right.sentence()));
    }

    /**
     * Those of these that are refused, all asked for at once; a server that does not answer refuses none.
     *
     * @param namespace in which they are wanted; empty: in all of them
     */
    public static List<Right> missing(Api api, Collection<Right> rights, String namespace) {
        Map<Right, CompletableFuture<Boolean>> answers = new LinkedHashMap<>();
        rights.forEach(
                right -> answers.put(right, api.send(request(right, namespace)).thenApply(Rights::refused)));
        return answers.entrySet().stream()
                .filter(each -> each.getValue().join())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Request request(Right right, String namespace) {
        Map<String, Object> attributes = Map.of(
                "namespace", namespace,
                "verb", right.verb(),
                "group", right.group(),
                "resource", right.resource(),
                "subresource", right.subresource());
        return Request.post(
                PATH,
                Documents.bytes(Map.of(
                        "apiVersion",
                        "authorization.k8s.io/v1",
                        "kind",
                        "SelfSubjectAccessReview",
                        "spec",
                        Map.of("resourceAttributes", attributes))));
    }

    private static boolean refused(Answer answer) {
        try {
            return answer.ok()
                    && !ServerObject.read(answer.body()).at("status", "allowed").flag();
        } catch (IOException noReview) {
            return false;
        }
    }
}
