package dev.kerf.fakecluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerf.fakecluster.kind.Kind;
import dev.kerf.fakecluster.kind.Kinds;
import dev.kerf.fakecluster.schema.Protobuf;
import dev.kerf.fakecluster.schema.Pruned;
import dev.kerf.fakecluster.schema.Schema;
import dev.kerf.fakecluster.schema.Schema.Struct;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.fakecluster.schema.Trees.Unreadable;
import dev.kerf.fakecluster.store.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The objects in requests, read and held against their schema. */
final class Bodies {
    private static final Set<String> TYPES =
            Set.of("", Answer.JSON, "application/yaml", "application/x-www-form-urlencoded", Protobuf.TYPE);
    private final Kinds kinds;

    Bodies(Kinds kinds) {
        this.kinds = kinds;
    }

    /** Any body; an empty object where there is none. */
    ObjectNode tree(Call call) {
        if (!TYPES.contains(call.type())) {
            throw Refusal.unsupported(call.type(), List.of(Answer.JSON, "application/yaml", Protobuf.TYPE));
        }
        if (call.body().length == 0) {
            return Trees.object();
        }
        try {
            if (call.type().equals(Protobuf.TYPE)) {
                return Protobuf.read(call.body(), this::struct);
            }
            if (Trees.read(call.body()) instanceof ObjectNode object) {
                return object;
            }
            throw Refusal.badRequest("the body of the request is no object");
        } catch (Unreadable broken) {
            throw Refusal.badRequest("the body of the request cannot be read: " + broken.getMessage());
        }
    }

    private @Nullable Struct struct(String apiVersion, String kind) {
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "" : apiVersion.substring(0, slash);
        Schema found = kinds.type(group, apiVersion.substring(slash + 1), kind);
        if (found instanceof Struct struct) {
            return struct;
        }
        return kinds.types().struct("meta/v1." + kind);
    }

    /** The object of that kind in the body. */
    ObjectNode object(Call call, Kind kind, String version) {
        ObjectNode tree = tree(call);
        String expected = kind.apiVersion(version);
        String found = Trees.text(tree, "apiVersion");
        String foundKind = Trees.text(tree, "kind");
        if (!found.isEmpty() && !found.equals(expected)) {
            throw Refusal.badRequest("the API version in the data (" + found
                    + ") does not match the expected API version (" + expected + ")");
        }
        if (!foundKind.isEmpty() && !foundKind.equals(kind.kind())) {
            throw Refusal.badRequest(foundKind + " in version \"" + version + "\" cannot be handled as a " + kind.kind()
                    + ": converting (" + foundKind + ") to (" + kind.kind() + "): unknown conversion");
        }
        tree.put("kind", kind.kind()).put("apiVersion", expected);
        return tree;
    }

    /**
     * Takes out what the kind does not know.
     *
     * @return warnings about it, as far as they are wanted
     */
    List<String> prune(ObjectNode tree, Kind kind, String version, Call call) {
        Pruned pruned = Pruned.of(tree, kinds.schema(kind, version));
        String title = kind.kind() + " in version \"" + version + "\" cannot be handled as a " + kind.kind() + ": ";
        if (pruned.mistake() != null) {
            throw Refusal.badRequest(title + pruned.mistake());
        }
        String wanted = call.parameter("fieldValidation");
        if (pruned.unknown().isEmpty() || wanted.equals("Ignore")) {
            return List.of();
        }
        List<String> sentences = new ArrayList<>();
        pruned.unknown().forEach(path -> sentences.add("unknown field \"" + path + "\""));
        if (wanted.equals("Strict")) {
            String strict = "strict decoding error: " + String.join(", ", sentences);
            throw Refusal.badRequest(kind.custom() ? strict : title + strict);
        }
        return sentences;
    }

    /** A patch: JSON or, for server-side apply, YAML. */
    static JsonNode patch(Call call) {
        try {
            return Trees.read(call.body());
        } catch (Unreadable broken) {
            throw Refusal.badRequest("the patch cannot be read: " + broken.getMessage());
        }
    }
}
