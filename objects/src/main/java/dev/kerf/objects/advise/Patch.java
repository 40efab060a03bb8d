package dev.kerf.objects.advise;

import dev.kerf.objects.write.Documents;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A strategic merge patch of one object.
 *
 * @param apiVersion of the object
 * @param kind       of the object
 * @param namespace  empty: it is in none
 * @param name       of the object
 * @param body       what is merged into it, without its identity
 */
public record Patch(String apiVersion, String kind, String namespace, String name, Map<String, Object> body) {
    public Patch {
        body = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(body));
    }

    /** As a document by itself, as kustomize takes it. */
    public String yaml() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", name);
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("apiVersion", apiVersion);
        tree.put("kind", kind);
        tree.put("metadata", metadata);
        body.forEach((key, value) -> tree.merge(key, value, Patch::merged));
        return Documents.yaml(tree);
    }

    private static Object merged(Object one, Object other) {
        if (one instanceof Map<?, ?> left && other instanceof Map<?, ?> right) {
            Map<Object, Object> both = new LinkedHashMap<>(left);
            right.forEach((key, value) -> both.merge(key, value, Patch::merged));
            return both;
        }
        return other;
    }

    /** {@code Deployment team/web}. */
    @Override
    public String toString() {
        return kind + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
    }
}
