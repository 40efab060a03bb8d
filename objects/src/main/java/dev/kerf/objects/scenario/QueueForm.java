package dev.kerf.objects.scenario;

import dev.kerf.objects.read.Field;
import dev.kerf.objects.resource.Amounts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Queues in short: {@code {name, parent, priority, guarantee, limit, weight, lend, borrow, …}}. A bare number of one of these
 * is of GPUs, a map is by resource; the other fields are a Queue's own.
 */
final class QueueForm {
    private static final List<String> BY_RESOURCE = List.of("guarantee", "limit", "weight", "lend", "borrow");
    private static final List<String> OWN = List.of(
            "parent", "priority", "gpuModels", "preemptMinRuntime", "reclaimMinRuntime", "namespaces", "admission");
    static final Set<String> FIELDS = Set.of(
            "name",
            "created",
            "guarantee",
            "limit",
            "weight",
            "lend",
            "borrow",
            "resources",
            "perUser",
            "parent",
            "priority",
            "gpuModels",
            "preemptMinRuntime",
            "reclaimMinRuntime",
            "namespaces",
            "admission",
            "pastUse");

    private QueueForm() {}

    /** The Queue object, as a tree. */
    static Map<String, Object> queue(Field form, Moments moments) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", form.get("name").text());
        if (form.get("created").present()) {
            metadata.put("creationTimestamp", moments.ago(form.get("created")));
        }
        Map<String, Object> queue = new LinkedHashMap<>();
        queue.put("apiVersion", "kerf.dev/v1alpha1");
        queue.put("kind", "Queue");
        queue.put("metadata", metadata);
        queue.put("spec", spec(form));
        if (form.get("pastUse").present()) {
            queue.put("status", Map.of("pastUse", form.get("pastUse").text()));
        }
        return queue;
    }

    private static Map<String, Object> spec(Field form) {
        Map<String, Object> spec = new LinkedHashMap<>();
        OWN.forEach(name -> {
            Object tree = form.get(name).tree();
            if (tree != null) {
                spec.put(name, tree);
            }
        });
        if (form.get("perUser").present()) {
            spec.put("perUser", amounts(form.get("perUser")));
        }
        Map<String, Map<String, Object>> resources = new TreeMap<>();
        form.get("resources").entries().forEach((resource, quota) -> quota.entries()
                .forEach((name, amount) -> put(resources, resource, name, amount.text())));
        BY_RESOURCE.forEach(
                name -> amounts(form.get(name)).forEach((resource, amount) -> put(resources, resource, name, amount)));
        spec.put("resources", resources);
        return spec;
    }

    private static void put(Map<String, Map<String, Object>> resources, String resource, String name, Object amount) {
        resources.computeIfAbsent(resource, r -> new TreeMap<>()).put(name, amount);
    }

    /** By resource; a bare number is of GPUs. */
    static Map<String, Object> amounts(Field field) {
        if (field.isMap()) {
            return new TreeMap<>(field.texts());
        }
        return field.present() ? Map.of(Amounts.GPU, field.text()) : Map.of();
    }
}
