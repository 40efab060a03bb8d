package dev.kerf.fakecluster.patch;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.fakecluster.store.Refusal;

/** JSON patch, RFC 6902. */
public final class JsonPatch {
    private JsonPatch() {}

    /** The patched tree; the given one may be changed. */
    public static ObjectNode apply(ObjectNode tree, JsonNode patch) {
        JsonNode result = tree;
        for (JsonNode operation : patch) {
            result = step(result, operation);
        }
        if (result instanceof ObjectNode object) {
            return object;
        }
        throw Refusal.badRequest("the patch leaves no object");
    }

    private static JsonNode step(JsonNode tree, JsonNode operation) {
        JsonPointer path = pointer(operation, "path");
        return switch (Trees.text(operation, "op")) {
            case "add" -> add(tree, path, operation.path("value"));
            case "remove" -> {
                remove(tree, path);
                yield tree;
            }
            case "replace" -> {
                JsonNode old = found(tree, path);
                if (!old.equals(operation.path("value"))) {
                    replace(tree, path, operation.path("value"));
                }
                yield path.matches() ? operation.path("value") : tree;
            }
            case "test" -> {
                if (!tree.at(path).equals(operation.path("value"))) {
                    throw Refusal.invalidPatch("testing value " + path + " failed");
                }
                yield tree;
            }
            case "copy" ->
                add(tree, path, found(tree, pointer(operation, "from")).deepCopy());
            case "move" -> {
                JsonPointer from = pointer(operation, "from");
                JsonNode moved = found(tree, from);
                remove(tree, from);
                yield add(tree, path, moved);
            }
            default -> throw Refusal.badRequest("Unexpected kind of patch operation: " + operation.path("op"));
        };
    }

    private static JsonPointer pointer(JsonNode operation, String name) {
        try {
            return JsonPointer.compile(Trees.text(operation, name));
        } catch (IllegalArgumentException broken) {
            throw Refusal.badRequest("a patch's " + name + " must be a JSON pointer, not " + operation.path(name));
        }
    }

    private static JsonNode found(JsonNode tree, JsonPointer path) {
        JsonNode value = tree.at(path);
        if (value.isMissingNode()) {
            throw missing(path);
        }
        return value;
    }

    private static Refusal missing(JsonPointer path) {
        return Refusal.invalidPatch("the path " + path + " does not exist");
    }

    private static JsonNode add(JsonNode tree, JsonPointer path, JsonNode value) {
        if (path.matches()) {
            return value;
        }
        String last = path.last().getMatchingProperty();
        switch (tree.at(path.head())) {
            case ObjectNode object -> object.set(last, value);
            case ArrayNode array -> array.insert(last.equals("-") ? array.size() : index(array, path, 1), value);
            default -> throw missing(path);
        }
        return tree;
    }

    private static int index(ArrayNode array, JsonPointer path, int beyond) {
        int index = path.last().getMatchingIndex();
        if (index < 0 || index >= array.size() + beyond) {
            throw missing(path);
        }
        return index;
    }

    private static void remove(JsonNode tree, JsonPointer path) {
        found(tree, path);
        switch (tree.at(path.head())) {
            case ObjectNode object -> object.remove(path.last().getMatchingProperty());
            case ArrayNode array -> array.remove(index(array, path, 0));
            default -> throw missing(path);
        }
    }

    private static void replace(JsonNode tree, JsonPointer path, JsonNode value) {
        if (path.matches()) {
            return;
        }
        switch (tree.at(path.head())) {
            case ObjectNode object -> object.set(path.last().getMatchingProperty(), value);
            case ArrayNode array -> array.set(index(array, path, 0), value);
            default -> throw missing(path);
        }
    }
}
