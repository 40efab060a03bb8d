package dev.kerf.fakecluster.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerf.fakecluster.schema.Schema;
import dev.kerf.fakecluster.schema.Schema.ListOf;
import dev.kerf.fakecluster.schema.Schema.ListType;
import dev.kerf.fakecluster.schema.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A set of fields of an object, in the words of {@code FieldsV1}: {@code f:name} is a field, {@code k:{"name":"a"}} an item of
 * a list by its keys, {@code v:"a"} an item by its value, and a dot the thing itself.
 */
final class FieldSet {
    private static final String SELF = ".";
    private final TreeMap<String, FieldSet> inside = new TreeMap<>();
    private boolean self;

    /** All fields of a value. */
    static FieldSet of(JsonNode value, Schema schema) {
        return differing(value, MissingNode.getInstance(), schema);
    }

    /** The fields of a value that are not the same, or not there, in another. */
    static FieldSet differing(JsonNode value, JsonNode other, Schema schema) {
        FieldSet set = new FieldSet();
        set.collect(value, other, schema, Shape.atomic(value, schema));
        return set;
    }

    private void collect(JsonNode value, JsonNode other, Schema schema, boolean atomic) {
        if (atomic || (value.isContainerNode() && value.isEmpty())) {
            self = !value.equals(other);
        } else if (value instanceof ObjectNode object) {
            object.properties().forEach(each -> {
                Schema inner = Shape.inner(schema, each.getKey());
                boolean whole = Shape.atomic(schema, each.getKey(), each.getValue());
                add("f:" + each.getKey(), each.getValue(), other.path(each.getKey()), inner, whole);
            });
        } else if (value instanceof ArrayNode array && schema instanceof ListOf list) {
            for (JsonNode item : array) {
                item(item, other, list);
            }
        }
    }

    private void add(String step, JsonNode value, JsonNode other, Schema schema, boolean atomic) {
        FieldSet child = new FieldSet();
        child.collect(value, other, schema, atomic);
        if (!child.isEmpty()) {
            inside.put(step, child);
        }
    }

    private void item(JsonNode item, JsonNode other, ListOf list) {
        FieldSet child = new FieldSet();
        JsonNode counterpart = Shape.find(other, item, list);
        if (list.type() == ListType.MAP) {
            child.collect(item, counterpart, list.element(), false);
        }
        child.self |= counterpart.isMissingNode();
        if (!child.isEmpty()) {
            inside.put(Shape.step(item, list), child);
        }
    }

    boolean isEmpty() {
        return !self && inside.isEmpty();
    }

    boolean self() {
        return self;
    }

    Map<String, FieldSet> inside() {
        return inside;
    }

    FieldSet plus(FieldSet other) {
        FieldSet sum = new FieldSet();
        sum.self = self || other.self;
        sum.inside.putAll(inside);
        other.inside.forEach((step, set) -> sum.inside.merge(step, set, FieldSet::plus));
        return sum;
    }

    FieldSet minus(FieldSet other) {
        FieldSet rest = new FieldSet();
        rest.self = self && !other.self;
        inside.forEach((step, set) -> {
            @Nullable FieldSet taken = other.inside.get(step);
            FieldSet left = taken == null ? set : set.minus(taken);
            if (!left.isEmpty()) {
                rest.inside.put(step, left);
            }
        });
        return rest;
    }

    FieldSet and(FieldSet other) {
        FieldSet both = new FieldSet();
        both.self = self && other.self;
        inside.forEach((step, set) -> {
            @Nullable FieldSet same = other.inside.get(step);
            FieldSet common = same == null ? new FieldSet() : set.and(same);
            if (!common.isEmpty()) {
                both.inside.put(step, common);
            }
        });
        return both;
    }

    /** Without some fields at the top, or below {@code metadata}. */
    FieldSet without(List<String> top, List<String> ofMetadata) {
        FieldSet rest = new FieldSet();
        rest.inside.putAll(inside);
        top.forEach(name -> rest.inside.remove("f:" + name));
        @Nullable FieldSet metadata = rest.inside.remove("f:metadata");
        if (metadata != null) {
            FieldSet kept = metadata.without(ofMetadata, List.of());
            if (!kept.inside.isEmpty()) {
                rest.inside.put("f:metadata", kept);
            }
        }
        return rest;
    }

    /** Each field as a path, {@code .spec.containers[name="a"].image}. */
    List<String> paths() {
        List<String> paths = new ArrayList<>();
        paths("", paths);
        return paths;
    }

    private void paths(String before, List<String> into) {
        if (self) {
            into.add(before);
        }
        inside.forEach((step, set) -> {
            String what = step.substring(2);
            switch (step.charAt(0)) {
                case 'f' -> set.paths(before + "." + what, into);
                case 'k' -> set.paths(before + Shape.keysAsPath(what), into);
                default -> set.paths(before + "[=" + what + "]", into);
            }
        });
    }

    ObjectNode json() {
        ObjectNode tree = Trees.object();
        if (self && !inside.isEmpty()) {
            tree.putObject(SELF);
        }
        inside.forEach((step, set) -> tree.set(step, set.json()));
        return tree;
    }

    static FieldSet read(JsonNode json) {
        FieldSet set = new FieldSet();
        set.self = json.isEmpty() || json.has(SELF);
        json.properties().forEach(each -> {
            if (!each.getKey().equals(SELF)) {
                set.inside.put(each.getKey(), read(each.getValue()));
            }
        });
        return set;
    }
}
