package dev.kerf.fakecluster.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerf.fakecluster.schema.Trees;

/** JSON merge patch, RFC 7386. */
public final class MergePatch {
    private MergePatch() {}

    /** The patched tree; the given one is changed. */
    public static ObjectNode apply(ObjectNode tree, ObjectNode patch) {
        patch.properties().forEach(field -> {
            String name = field.getKey();
            JsonNode value = field.getValue();
            if (value.isNull()) {
                tree.remove(name);
            } else if (value instanceof ObjectNode inside) {
                tree.set(name, apply(tree.get(name) instanceof ObjectNode own ? own : Trees.object(), inside));
            } else {
                tree.set(name, value);
            }
        });
        return tree;
    }
}
