package dev.kerf.fakecluster.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerf.fakecluster.schema.Schema.Form;
import dev.kerf.fakecluster.schema.Schema.ListOf;
import dev.kerf.fakecluster.schema.Schema.MapOf;
import dev.kerf.fakecluster.schema.Schema.Member;
import dev.kerf.fakecluster.schema.Schema.Scalar;
import dev.kerf.fakecluster.schema.Schema.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An object held against its schema: what the schema does not know is taken out and named, what has the wrong form too. */
public final class Pruned {
    private static final Pattern QUANTITY = Pattern.compile("([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)");
    private final List<String> unknown = new ArrayList<>();
    private @Nullable String mistake;

    private Pruned() {}

    /** Prunes the tree in place. */
    public static Pruned of(ObjectNode tree, Schema schema) {
        Pruned pruned = new Pruned();
        pruned.value(tree, schema, "");
        return pruned;
    }

    /** Paths of fields that were not known, {@code spec.replicsa}. */
    public List<String> unknown() {
        return unknown;
    }

    /** The first value of a wrong form, as a sentence; null: none. */
    public @Nullable String mistake() {
        return mistake;
    }

    private void value(JsonNode node, Schema schema, String path) {
        if (node.isNull()) {
            return;
        }
        switch (schema) {
            case Schema.Any any -> {}
            case Struct struct -> struct(node, struct, path);
            case MapOf map -> map(node, map, path);
            case ListOf list -> list(node, list, path);
            case Scalar scalar -> scalar(node, scalar, path);
        }
    }

    private void struct(JsonNode node, Struct struct, String path) {
        if (!(node instanceof ObjectNode object)) {
            wrong(path, "an object", node);
            return;
        }
        object.properties().removeIf(field -> {
            String inside = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            Member member = struct.member(field.getKey());
            if (member == null) {
                if (!struct.open()) {
                    unknown.add(inside);
                }
                return !struct.open();
            }
            value(field.getValue(), member.schema(), inside);
            // A null says no more than its absence.
            return field.getValue().isNull();
        });
    }

    private void map(JsonNode node, MapOf map, String path) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(each -> value(each.getValue(), map.value(), path + "." + each.getKey()));
        } else {
            wrong(path, "an object", node);
        }
    }

    private void list(JsonNode node, ListOf list, String path) {
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                value(array.get(i), list.element(), path + "[" + i + "]");
            }
        } else {
            wrong(path, "a list", node);
        }
    }

    private void scalar(JsonNode node, Scalar scalar, String path) {
        boolean right =
                switch (scalar.form()) {
                    case INTEGER -> node.isIntegralNumber();
                    case NUMBER -> node.isNumber();
                    case BOOLEAN -> node.isBoolean();
                    case QUANTITY ->
                        node.isNumber() || QUANTITY.matcher(node.asText()).matches();
                    case INT_OR_STRING -> node.isTextual() || node.isIntegralNumber();
                    case STRING, TIME, MICRO_TIME, DURATION, BYTES -> node.isTextual();
                };
        if (!right) {
            wrong(path, named(scalar.form()), node);
        }
    }

    private static String named(Form form) {
        return switch (form) {
            case INTEGER -> "a whole number";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case QUANTITY -> "a quantity";
            case INT_OR_STRING -> "a whole number or a text";
            default -> "a text";
        };
    }

    private void wrong(String path, String wanted, JsonNode found) {
        if (mistake == null) {
            mistake = path + " must be " + wanted + ", not " + found;
        }
    }
}
