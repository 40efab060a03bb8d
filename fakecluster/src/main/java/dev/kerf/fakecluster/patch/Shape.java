package dev.kerf.fakecluster.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerf.fakecluster.schema.Schema;
import dev.kerf.fakecluster.schema.Schema.ListOf;
import dev.kerf.fakecluster.schema.Schema.ListType;
import dev.kerf.fakecluster.schema.Schema.MapOf;
import dev.kerf.fakecluster.schema.Schema.Member;
import dev.kerf.fakecluster.schema.Schema.Struct;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.fakecluster.schema.Trees.Unreadable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How owners see values: what is one thing to them, and how items of lists are told apart. */
final class Shape {
    private Shape() {}

    /** Where nothing is known of a value, maps have parts and lists have none. */
    static boolean atomic(JsonNode value, Schema schema) {
        return switch (schema) {
            case Schema.Any any -> !value.isObject();
            case Schema.Scalar scalar -> true;
            default -> !value.isContainerNode() || schema.atomic();
        };
    }

    static boolean atomic(Schema schema, String field, JsonNode value) {
        @Nullable Member member = schema instanceof Struct struct ? struct.member(field) : null;
        return (member != null && member.whole()) || atomic(value, inner(schema, field));
    }

    static Schema inner(Schema schema, String field) {
        return switch (schema) {
            case Struct struct -> {
                @Nullable Member member = struct.member(field);
                yield member == null ? Schema.any() : member.schema();
            }
            case MapOf map -> map.value();
            default -> Schema.any();
        };
    }

    /** The item of a list that is the same one; a missing node where there is none. */
    static JsonNode find(JsonNode list, JsonNode item, ListOf type) {
        for (JsonNode each : list) {
            if (same(each, item, type)) {
                return each;
            }
        }
        return MissingNode.getInstance();
    }

    static boolean same(JsonNode left, JsonNode right, ListOf type) {
        if (type.type() == ListType.SET) {
            return left.equals(right);
        }
        return type.keys().stream().allMatch(key -> key(left, key).equals(key(right, key)));
    }

    private static JsonNode key(JsonNode item, String key) {
        JsonNode value = item.path(key);
        boolean protocol = value.isMissingNode() && key.equals("protocol");
        return protocol ? com.fasterxml.jackson.databind.node.TextNode.valueOf("TCP") : value;
    }

    /** The item in the words of {@code FieldsV1}. */
    static String step(JsonNode item, ListOf type) {
        if (type.type() == ListType.SET) {
            return "v:" + item;
        }
        ObjectNode keys = Trees.object();
        type.keys().stream().sorted().forEach(key -> {
            if (!key(item, key).isMissingNode()) {
                keys.set(key, key(item, key));
            }
        });
        return "k:" + keys;
    }

    static String keysAsPath(String keys) {
        List<String> parts = new ArrayList<>();
        read(keys).properties().forEach(each -> parts.add(each.getKey() + "=" + each.getValue()));
        return "[" + String.join(",", parts) + "]";
    }

    /** What stands behind the colon of a step. */
    static JsonNode read(String json) {
        try {
            return Trees.read(json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (Unreadable broken) {
            return MissingNode.getInstance();
        }
    }
}
