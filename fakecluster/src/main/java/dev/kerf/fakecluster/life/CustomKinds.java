package dev.kerf.fakecluster.life;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerf.fakecluster.kind.Kind;
import dev.kerf.fakecluster.kind.Kinds;
import dev.kerf.fakecluster.schema.Schema;
import dev.kerf.fakecluster.schema.Structural;
import dev.kerf.fakecluster.schema.Trees;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Custom kinds come and go with their definitions, at once. */
public final class CustomKinds {
    static final String RESOURCE = "customresourcedefinitions.apiextensions.k8s.io";
    private final Kinds kinds;

    public CustomKinds(Kinds kinds) {
        this.kinds = kinds;
    }

    /** Serves what the definition says, and writes into its status that it does. */
    void learn(ObjectNode definition, String now) {
        JsonNode spec = definition.path("spec");
        JsonNode names = spec.path("names");
        List<String> versions = new ArrayList<>();
        Map<String, Schema> schemas = new HashMap<>();
        Set<String> subresources = new HashSet<>();
        for (JsonNode version : spec.path("versions")) {
            if (version.path("served").asBoolean()) {
                String name = Trees.text(version, "name");
                versions.add(version.path("storage").asBoolean() ? 0 : versions.size(), name);
                schemas.put(name, Structural.object(version.path("schema").path("openAPIV3Schema"), kinds.types()));
                version.path("subresources").fieldNames().forEachRemaining(subresources::add);
            }
        }
        String kind = Trees.text(names, "kind");
        String singular = Trees.text(names, "singular");
        kinds.add(
                new Kind(
                        Trees.text(spec, "group"),
                        List.copyOf(versions),
                        Trees.text(names, "plural"),
                        singular.isEmpty() ? kind.toLowerCase(Locale.ROOT) : singular,
                        kind,
                        !Trees.text(spec, "scope").equals("Cluster"),
                        texts(names.path("shortNames")),
                        texts(names.path("categories")),
                        Set.copyOf(subresources),
                        true),
                schemas);
        established(definition, now);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return List.copyOf(texts);
    }

    private static void established(ObjectNode definition, String now) {
        ObjectNode status = Trees.within(definition, "status");
        if (status.has("conditions")) {
            return;
        }
        ArrayNode conditions = status.putArray("conditions");
        condition(conditions, "NamesAccepted", "NoConflicts", "no conflicts found", now);
        condition(conditions, "Established", "InitialNamesAccepted", "the initial names have been accepted", now);
        status.set("acceptedNames", definition.path("spec").path("names").deepCopy());
        ArrayNode stored = status.putArray("storedVersions");
        for (JsonNode version : definition.path("spec").path("versions")) {
            if (version.path("storage").asBoolean()) {
                stored.add(Trees.text(version, "name"));
            }
        }
    }

    private static void condition(ArrayNode conditions, String type, String reason, String message, String now) {
        conditions
                .addObject()
                .put("type", type)
                .put("status", "True")
                .put("lastTransitionTime", now)
                .put("reason", reason)
                .put("message", message);
    }

    void forget(String resource) {
        kinds.remove(resource);
    }
}
