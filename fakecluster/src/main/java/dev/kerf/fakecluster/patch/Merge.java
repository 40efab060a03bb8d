package dev.kerf.fakecluster.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerf.fakecluster.schema.Schema;
import dev.kerf.fakecluster.schema.Schema.ListOf;
import dev.kerf.fakecluster.schema.Trees;
import org.jspecify.annotations.Nullable;

/** Values laid over others as server-side apply does, and fields taken out again. */
final class Merge {
    private Merge() {}

    /** Lays the fields of one object over another, which is changed. */
    static ObjectNode lay(ObjectNode live, ObjectNode config, Schema schema) {
        config.properties().forEach(each -> {
            String name = each.getKey();
            JsonNode value = each.getValue();
            Schema inner = Shape.inner(schema, name);
            boolean atomic = Shape.atomic(schema, name, value);
            if (!atomic && value instanceof ObjectNode inside) {
                ObjectNode own = live.get(name) instanceof ObjectNode present ? present : Trees.object();
                live.set(name, lay(own, inside, inner));
            } else if (!atomic && value instanceof ArrayNode items && inner instanceof ListOf list) {
                ArrayNode own = live.get(name) instanceof ArrayNode present ? present : Trees.array();
                items.forEach(item -> item(own, item, list));
                live.set(name, own);
            } else {
                live.set(name, value);
            }
        });
        return live;
    }

    private static void item(ArrayNode own, JsonNode item, ListOf list) {
        for (int i = 0; i < own.size(); i++) {
            if (Shape.same(own.get(i), item, list)) {
                if (own.get(i) instanceof ObjectNode present && item instanceof ObjectNode wanted) {
                    lay(present, wanted, list.element());
                }
                return;
            }
        }
        own.add(item);
    }

    /**
     * Takes fields out.
     *
     * @param others what others own, which stays
     */
    static void remove(JsonNode tree, FieldSet fields, FieldSet others, Schema schema) {
        fields.inside().forEach((step, set) -> {
            @Nullable FieldSet kept = others.inside().get(step);
            boolean whole = set.self() && kept == null;
            if (step.startsWith("f:") && tree instanceof ObjectNode object) {
                field(object, step.substring(2), set, kept, whole, schema);
            } else if (tree instanceof ArrayNode array && schema instanceof ListOf list) {
                items(array, step, set, kept, whole, list);
            }
        });
    }

    private static void field(
            ObjectNode object, String name, FieldSet set, @Nullable FieldSet kept, boolean whole, Schema schema) {
        if (whole && set.inside().isEmpty()) {
            object.remove(name);
        } else if (object.has(name)) {
            JsonNode value = object.get(name);
            remove(value, set, kept == null ? new FieldSet() : kept, Shape.inner(schema, name));
            if (value.isContainerNode() && value.isEmpty() && kept == null) {
                object.remove(name);
            }
        }
    }

    private static void items(
            ArrayNode array, String step, FieldSet set, @Nullable FieldSet kept, boolean whole, ListOf list) {
        for (int i = array.size() - 1; i >= 0; i--) {
            if (Shape.step(array.get(i), list).equals(step)) {
                if (whole) {
                    array.remove(i);
                } else {
                    remove(array.get(i), set, kept == null ? new FieldSet() : kept, list.element());
                }
            }
        }
    }
}
