package dev.kerf.fakecluster.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kerf.fakecluster.schema.Schema.Form;
import dev.kerf.fakecluster.schema.Schema.ListOf;
import dev.kerf.fakecluster.schema.Schema.ListType;
import dev.kerf.fakecluster.schema.Schema.MapOf;
import dev.kerf.fakecluster.schema.Schema.Member;
import dev.kerf.fakecluster.schema.Schema.Scalar;
import dev.kerf.fakecluster.schema.Schema.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The structural schema of a custom kind. Fields and their forms; no rules, no bounds. */
public final class Structural {
    private Structural() {}

    /** The schema of an object, with the fields every object has. */
    public static Schema object(JsonNode schema, Types types) {
        Struct struct = struct(schema);
        struct.add(Member.of("apiVersion", new Scalar(Form.STRING)));
        struct.add(Member.of("kind", new Scalar(Form.STRING)));
        struct.add(Member.of("metadata", Objects.requireNonNull(types.struct("meta/v1.ObjectMeta"))));
        return struct;
    }

    private static Schema of(JsonNode schema) {
        if (flag(schema, "x-kubernetes-int-or-string")) {
            return new Scalar(Form.INT_OR_STRING);
        }
        return switch (Trees.text(schema, "type")) {
            case "object" -> map(schema);
            case "array" -> new ListOf(of(schema.path("items")), listType(schema), keys(schema));
            case "string" -> new Scalar(Form.STRING);
            case "integer" -> new Scalar(Form.INTEGER);
            case "number" -> new Scalar(Form.NUMBER);
            case "boolean" -> new Scalar(Form.BOOLEAN);
            default -> schema.has("properties") ? struct(schema) : Schema.any();
        };
    }

    private static Schema map(JsonNode schema) {
        JsonNode values = schema.path("additionalProperties");
        if (values.isObject() || values.asBoolean(false)) {
            return new MapOf(values.isObject() ? of(values) : Schema.any(), atomic(schema));
        }
        return struct(schema);
    }

    private static Struct struct(JsonNode schema) {
        Struct struct = new Struct(flag(schema, "x-kubernetes-preserve-unknown-fields"));
        schema.path("properties")
                .properties()
                .forEach(each -> struct.add(new Member(
                        each.getKey(), 0, of(each.getValue()), false, "", false, atomic(each.getValue()), false)));
        return struct;
    }

    private static boolean atomic(JsonNode schema) {
        return Trees.text(schema, "x-kubernetes-map-type").equals("atomic");
    }

    private static boolean flag(JsonNode schema, String name) {
        return schema.path(name).asBoolean(false);
    }

    private static ListType listType(JsonNode schema) {
        return switch (Trees.text(schema, "x-kubernetes-list-type")) {
            case "map" -> ListType.MAP;
            case "set" -> ListType.SET;
            default -> ListType.ATOMIC;
        };
    }

    private static List<String> keys(JsonNode schema) {
        List<String> keys = new ArrayList<>();
        schema.path("x-kubernetes-list-map-keys").forEach(each -> keys.add(each.asText()));
        return keys;
    }
}
