package dev.kerf.fakecluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerf.fakecluster.kind.Kind;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.fakecluster.store.Stored;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Objects in the version somebody asks for, and back. All versions of a kind have the same fields but for events, whose two
 * groups name them differently; they are kept as the core group has them.
 */
final class Shown {
    private static final String EVENTS = "events.events.k8s.io";
    /** Names in {@code events.k8s.io/v1}, and in {@code v1}. */
    private static final Map<String, String> NAMES = Map.of(
            "note", "message",
            "regarding", "involvedObject",
            "reportingController", "reportingComponent",
            "deprecatedSource", "source",
            "deprecatedFirstTimestamp", "firstTimestamp",
            "deprecatedLastTimestamp", "lastTimestamp",
            "deprecatedCount", "count");

    private Shown() {}

    private static boolean asKept(Kind kind, String version) {
        return kind.versions().getFirst().equals(version) && !kind.is(EVENTS);
    }

    static byte[] bytes(Kind kind, String version, Stored stored) {
        return asKept(kind, version) ? stored.json() : Trees.bytes(tree(kind, version, stored.tree()));
    }

    static ObjectNode tree(Kind kind, String version, ObjectNode kept) {
        if (asKept(kind, version)) {
            return kept;
        }
        ObjectNode shown = Trees.object();
        kept.properties().forEach(each -> shown.set(each.getKey(), each.getValue()));
        shown.put("apiVersion", kind.apiVersion(version));
        if (kind.is(EVENTS)) {
            NAMES.forEach((newer, older) -> rename(shown, older, newer));
        }
        return shown;
    }

    /** The form in which it is kept; the given tree is changed. */
    static ObjectNode kept(Kind kind, ObjectNode shown) {
        shown.put("kind", kind.kind());
        if (kind.is(EVENTS)) {
            NAMES.forEach((newer, older) -> rename(shown, newer, older));
            shown.put("apiVersion", "v1");
        } else {
            shown.put("apiVersion", kind.apiVersion());
        }
        return shown;
    }

    private static void rename(ObjectNode tree, String from, String to) {
        @Nullable JsonNode value = tree.remove(from);
        if (value != null) {
            tree.set(to, value);
        }
    }

    /** The metadata alone, for clients that want no more. */
    static ObjectNode metadata(ObjectNode tree) {
        ObjectNode partial = Trees.object().put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1");
        partial.set("metadata", tree.path("metadata"));
        return partial;
    }
}
