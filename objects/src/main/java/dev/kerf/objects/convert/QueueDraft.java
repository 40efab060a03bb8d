package dev.kerf.objects.convert;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A Kerf queue while it is put together. */
final class QueueDraft {
    static final String API_VERSION = "kerf.dev/v1alpha1";
    private final String name;

    @Nullable
    String parent;

    @Nullable
    Integer priority;

    @Nullable
    String preemptMinRuntime;

    @Nullable
    String reclaimMinRuntime;

    @Nullable
    String admission;

    final Map<String, Claims> resources = new TreeMap<>();
    final Map<String, Claims> gpuModels = new TreeMap<>();
    final TreeSet<String> namespaces = new TreeSet<>();

    /** What is claimed of one resource, as people write it; null: not said. */
    static final class Claims {
        @Nullable
        BigDecimal guarantee;

        @Nullable
        Object limit;

        @Nullable
        BigDecimal weight;

        @Nullable
        BigDecimal lend;

        @Nullable
        BigDecimal borrow;

        void addGuarantee(BigDecimal more) {
            guarantee = guarantee == null ? more : guarantee.add(more);
        }

        BigDecimal sure() {
            return guarantee == null ? BigDecimal.ZERO : guarantee;
        }

        private Map<String, Object> tree() {
            SequencedMap<String, Object> tree = new LinkedHashMap<>();
            put(tree, "guarantee", guarantee);
            put(tree, "limit", limit);
            put(tree, "weight", weight);
            put(tree, "lend", lend);
            put(tree, "borrow", borrow);
            return tree;
        }
    }

    QueueDraft(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    Claims of(String resource) {
        return resources.computeIfAbsent(resource, r -> new Claims());
    }

    Claims ofModel(String model) {
        return gpuModels.computeIfAbsent(model, m -> new Claims());
    }

    /** The object, to be written. */
    Map<String, Object> tree() {
        SequencedMap<String, Object> spec = new LinkedHashMap<>();
        put(spec, "parent", parent);
        put(spec, "priority", priority);
        putAll(spec, "resources", resources);
        putAll(spec, "gpuModels", gpuModels);
        put(spec, "preemptMinRuntime", preemptMinRuntime);
        put(spec, "reclaimMinRuntime", reclaimMinRuntime);
        put(spec, "admission", admission);
        if (!namespaces.isEmpty()) {
            spec.put("namespaces", java.util.List.copyOf(namespaces));
        }
        SequencedMap<String, Object> tree = new LinkedHashMap<>();
        tree.put("apiVersion", API_VERSION);
        tree.put("kind", "Queue");
        tree.put("metadata", Map.of("name", name));
        tree.put("spec", spec);
        return tree;
    }

    private static void putAll(Map<String, Object> spec, String key, Map<String, Claims> claims) {
        if (!claims.isEmpty()) {
            SequencedMap<String, Object> all = new LinkedHashMap<>();
            claims.forEach((name, each) -> all.put(name, each.tree()));
            spec.put(key, all);
        }
    }

    private static void put(Map<String, Object> tree, String key, @Nullable Object value) {
        if (value instanceof BigDecimal number) {
            tree.put(key, number(number));
        } else if (value != null) {
            tree.put(key, value);
        }
    }

    /** A whole number where it is one, text otherwise, so that nothing is lost to floating point. */
    private static Object number(BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        return plain.scale() <= 0 && plain.precision() - plain.scale() <= 18
                ? (Object) plain.longValueExact()
                : plain.toPlainString();
    }
}
