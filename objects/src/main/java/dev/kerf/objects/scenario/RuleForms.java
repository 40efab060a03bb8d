package dev.kerf.objects.scenario;

import dev.kerf.objects.read.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Topologies and disruption budgets in short: {@code {name, levels}} and {@code {name, labels, min|max|allowed}}. */
final class RuleForms {
    static final Set<String> TOPOLOGY = Set.of("name", "levels");
    static final Set<String> BUDGET = Set.of("name", "labels", "min", "max", "allowed");

    private RuleForms() {}

    /** The Topology object, as a tree; levels from the widest on, by the labels of nodes. */
    static Map<String, Object> topology(Field form) {
        List<Map<String, String>> levels = form.get("levels").list().stream()
                .map(label -> Map.of("nodeLabel", label))
                .toList();
        return object("kai.scheduler/v1alpha1", "Topology", form, Map.of("levels", levels));
    }

    /** The PodDisruptionBudget, as a tree. */
    static Map<String, Object> budget(Field form) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("selector", Map.of("matchLabels", form.get("labels").texts()));
        put(spec, "minAvailable", form.get("min"));
        put(spec, "maxUnavailable", form.get("max"));
        Map<String, Object> budget = object("policy/v1", "PodDisruptionBudget", form, spec);
        Map<String, Object> status = new LinkedHashMap<>();
        put(status, "disruptionsAllowed", form.get("allowed"));
        if (!status.isEmpty()) {
            budget.put("status", status);
        }
        return budget;
    }

    private static Map<String, Object> object(String version, String kind, Field form, Map<String, ?> spec) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("apiVersion", version);
        object.put("kind", kind);
        object.put(
                "metadata", new LinkedHashMap<>(Map.of("name", form.get("name").text())));
        object.put("spec", spec);
        return object;
    }

    private static void put(Map<String, Object> map, String key, Field field) {
        Object tree = field.tree();
        if (tree != null) {
            map.put(key, tree);
        }
    }
}
