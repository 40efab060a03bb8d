package dev.kerf.kube.act;

import dev.kerf.objects.read.Field;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object as the server had it when it was asked.
 *
 * @param place where it is
 * @param root  all of it
 */
record Live(Place place, Field root) {
    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    String uid() {
        return root.at("metadata", "uid").text();
    }

    String version() {
        return root.at("metadata", "resourceVersion").text();
    }

    Map<String, String> labels() {
        return root.at("metadata", "labels").texts();
    }

    /** Empty: there is none. */
    String annotation(String key) {
        return root.at("metadata", "annotations").get(key).text();
    }

    /** The moment an annotation names; null: there is none, or it names none. */
    @Nullable
    Instant moment(String annotation) {
        String text = annotation(annotation);
        try {
            return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException broken) {
            return null;
        }
    }

    /** Of a pod: whether it has not ended and is not leaving. */
    boolean alive() {
        return !root.at("metadata", "deletionTimestamp").present() && !ended();
    }

    /** Of a pod: whether all of it has ended, so that it holds nothing any more. */
    boolean ended() {
        return ENDED.contains(root.at("status", "phase").text());
    }

    /** Maps by text, lists, texts, whole numbers and truth values. */
    @SuppressWarnings("unchecked") // the tree of an object is a map
    Map<String, Object> tree() {
        return (Map<String, Object>) Objects.requireNonNull(root.tree());
    }

    /** As events name it. */
    Map<String, Object> regarding() {
        Map<String, Object> regarding = new LinkedHashMap<>();
        regarding.put("apiVersion", place.apiVersion());
        regarding.put("kind", place.kind());
        if (!place.namespace().isEmpty()) {
            regarding.put("namespace", place.namespace());
        }
        regarding.put("name", place.name());
        regarding.put("uid", uid());
        return regarding;
    }

    @Override
    public String toString() {
        return place.toString();
    }
}
