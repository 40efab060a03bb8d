package dev.kerf.fakecluster.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerf.fakecluster.schema.Schema;
import dev.kerf.fakecluster.schema.Schema.ListOf;
import dev.kerf.fakecluster.schema.Schema.MapOf;
import dev.kerf.fakecluster.schema.Schema.Member;
import dev.kerf.fakecluster.schema.Schema.Struct;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.fakecluster.store.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Strategic merge patch: as merge patch, but lists whose type names a merge key are merged item by item. The directives
 * {@code $patch: delete|replace|merge}, {@code $deleteFromPrimitiveList}, {@code $setElementOrder} and {@code $retainKeys} count.
 */
public final class StrategicPatch {
    private static final String PATCH = "$patch";
    private static final String DELETE_FROM = "$deleteFromPrimitiveList/";
    private static final String ORDER = "$setElementOrder/";
    private static final String RETAIN = "$retainKeys";

    private StrategicPatch() {}

    /** The patched tree; the given one is changed. */
    public static ObjectNode apply(ObjectNode tree, ObjectNode patch, Schema schema) {
        String directive = Trees.text(patch, PATCH);
        if (directive.equals("replace")) {
            ObjectNode whole = patch.deepCopy();
            whole.remove(PATCH);
            return whole;
        }
        if (directive.equals("delete")) {
            return Trees.object();
        }
        retain(tree, patch);
        patch.properties().forEach(field -> field(tree, patch, field.getKey(), field.getValue(), schema));
        return tree;
    }

    private static void retain(ObjectNode tree, ObjectNode patch) {
        JsonNode keys = patch.path(RETAIN);
        if (keys.isArray()) {
            List<String> kept = new ArrayList<>();
            keys.forEach(each -> kept.add(each.asText()));
            tree.retain(kept);
        }
    }

    private static void field(ObjectNode tree, ObjectNode patch, String name, JsonNode value, Schema schema) {
        if (name.startsWith(DELETE_FROM)) {
            String list = name.substring(DELETE_FROM.length());
            if (tree.get(list) instanceof ArrayNode items) {
                without(items, value);
            }
        } else if (name.startsWith(ORDER)) {
            order(tree, patch, name.substring(ORDER.length()), value, schema);
        } else if (!name.equals(PATCH) && !name.equals(RETAIN)) {
            merge(tree, name, value, schema);
        }
    }

    private static void merge(ObjectNode tree, String name, JsonNode value, Schema schema) {
        Member member = schema instanceof Struct struct ? struct.member(name) : null;
        switch (value) {
            case ObjectNode inside -> {
                ObjectNode own = tree.get(name) instanceof ObjectNode present ? present : Trees.object();
                ObjectNode merged = apply(own, inside, inner(schema, member));
                if (Trees.text(inside, PATCH).equals("delete")) {
                    tree.remove(name);
                } else {
                    tree.set(name, merged);
                }
            }
            case ArrayNode list
            when member != null && member.merges() ->
                tree.set(name, list(tree.get(name) instanceof ArrayNode own ? own : Trees.array(), list, member));
            default -> {
                if (value.isNull()) {
                    tree.remove(name);
                } else {
                    tree.set(name, value);
                }
            }
        }
    }

    private static Schema inner(Schema schema, @Nullable Member member) {
        if (member != null) {
            return member.schema();
        }
        return schema instanceof MapOf map ? map.value() : Schema.any();
    }

    private static ArrayNode list(ArrayNode own, ArrayNode patch, Member member) {
        if (member.mergeKey().isEmpty()) {
            patch.forEach(each -> {
                if (at(own, each) < 0) {
                    own.add(each);
                }
            });
            return own;
        }
        for (JsonNode each : patch) {
            if (each.size() == 1 && Trees.text(each, PATCH).equals("replace")) {
                own.removeAll();
            }
        }
        Schema element = member.schema() instanceof ListOf list ? list.element() : Schema.any();
        for (JsonNode each : patch) {
            item(own, each, member.mergeKey(), element);
        }
        return own;
    }

    private static void item(ArrayNode own, JsonNode each, String key, Schema element) {
        if (!(each instanceof ObjectNode patch) || (patch.size() == 1 && patch.has(PATCH))) {
            return;
        }
        if (!patch.has(key)) {
            throw Refusal.badRequest("map: " + patch + " does not contain declared merge key: " + key);
        }
        int index = keyed(own, key, patch.get(key));
        if (Trees.text(patch, PATCH).equals("delete")) {
            while (index >= 0) {
                own.remove(index);
                index = keyed(own, key, patch.get(key));
            }
        } else if (index < 0) {
            own.add(apply(Trees.object(), patch, element));
        } else {
            own.set(index, apply((ObjectNode) own.get(index), patch, element));
        }
    }

    private static int keyed(ArrayNode list, String key, JsonNode value) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).path(key).equals(value)) {
                return i;
            }
        }
        return -1;
    }

    private static int at(ArrayNode list, JsonNode value) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).equals(value)) {
                return i;
            }
        }
        return -1;
    }

    private static void without(ArrayNode items, JsonNode gone) {
        gone.forEach(each -> {
            int index = at(items, each);
            if (index >= 0) {
                items.remove(index);
            }
        });
    }

    /** Items in the order given, after the list itself was merged; items not named keep their place before those that follow. */
    private static void order(ObjectNode tree, ObjectNode patch, String name, JsonNode order, Schema schema) {
        if (patch.get(name) instanceof ArrayNode list) {
            merge(tree, name, list, schema);
        }
        Member member = schema instanceof Struct struct ? struct.member(name) : null;
        if (member == null || !(tree.get(name) instanceof ArrayNode items)) {
            return;
        }
        ArrayNode sorted = Trees.array();
        for (JsonNode wanted : order) {
            int index = member.mergeKey().isEmpty()
                    ? at(items, wanted)
                    : keyed(items, member.mergeKey(), wanted.path(member.mergeKey()));
            if (index >= 0) {
                sorted.add(items.remove(index));
            }
        }
        items.forEach(sorted::add);
        tree.set(name, sorted);
    }
}
