package dev.kerf.fakecluster.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Trees of JSON. */
public final class Trees {
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();
    private static final int DEEPEST = 200;

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());
    }

    private Trees() {}

    /** Text that is neither JSON nor YAML. */
    public static final class Unreadable extends Exception {
        Unreadable(String message) {
            super(message);
        }
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** One document of JSON, or of YAML where it does not begin as JSON does. */
    public static JsonNode read(byte[] text) throws Unreadable {
        try {
            return json(text) ? MAPPER.readTree(text) : yaml(new String(text, StandardCharsets.UTF_8));
        } catch (JsonProcessingException broken) {
            throw new Unreadable(broken.getOriginalMessage());
        } catch (IOException | YamlEngineException broken) {
            throw new Unreadable(String.valueOf(broken.getMessage()));
        }
    }

    private static boolean json(byte[] text) {
        for (byte each : text) {
            if (each > ' ') {
                return each == '{' || each == '[' || each == '"';
            }
        }
        return true;
    }

    private static JsonNode yaml(String text) {
        Object value = new Load(LoadSettings.builder().build()).loadFromString(text);
        return of(value);
    }

    /** All documents of a text, JSON or YAML. */
    public static List<JsonNode> readAll(String text) {
        List<JsonNode> all = new ArrayList<>();
        for (Object each : new Load(LoadSettings.builder().build()).loadAllFromString(text)) {
            if (each != null) {
                all.add(of(each));
            }
        }
        return all;
    }

    /** A tree of maps, lists and values. */
    public static JsonNode of(@Nullable Object value) {
        return MAPPER.valueToTree(value);
    }

    public static ObjectNode object(Map<String, ?> tree) {
        return MAPPER.valueToTree(tree);
    }

    public static byte[] bytes(JsonNode tree) {
        try {
            return MAPPER.writeValueAsBytes(tree);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The value at the end of the path; a missing node where there is none. */
    public static JsonNode at(JsonNode tree, String... path) {
        JsonNode found = tree;
        for (String name : path) {
            found = found.path(name);
        }
        return found;
    }

    /** The text at the end of the path, empty where there is none. */
    public static String text(JsonNode tree, String... path) {
        return at(tree, path).asText("");
    }

    /** The object at the end of the path, made where there is none. */
    public static ObjectNode within(ObjectNode tree, String... path) {
        ObjectNode found = tree;
        for (String name : path) {
            found = found.get(name) instanceof ObjectNode inside ? inside : found.putObject(name);
        }
        return found;
    }

    /** The texts of a map. */
    public static Map<String, String> texts(JsonNode map) {
        Map<String, String> texts = new java.util.LinkedHashMap<>();
        map.properties()
                .forEach(each -> texts.put(each.getKey(), each.getValue().asText()));
        return texts;
    }

    /** Sets or takes away. */
    public static void put(ObjectNode tree, String name, @Nullable JsonNode value) {
        if (value == null || value.isMissingNode() || value.isNull()) {
            tree.remove(name);
        } else {
            tree.set(name, value);
        }
    }
}
