package dev.kerf.server.same;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A small cluster made up from a seed: several models, MIG, taints, cordons, zones; pods with all kinds of asks and rules. */
final class MadeUp {
    private static final List<String> MODELS = List.of("NVIDIA-H100-80GB-HBM3", "NVIDIA-L4", "Tesla-T4");
    private static final List<String> MEMORY = List.of("81559", "23034", "15360");
    private final Random random;
    private final List<Map<String, Object>> objects = new ArrayList<>();
    private int nodes;

    private MadeUp(long seed) {
        this.random = new Random(seed);
    }

    static List<Map<String, Object>> objects(long seed) {
        MadeUp made = new MadeUp(seed);
        made.nodes = 3 + made.random.nextInt(5);
        for (int n = 0; n < made.nodes; n++) {
            made.objects.add(made.node(n));
        }
        int pods = 12 + made.random.nextInt(18);
        for (int p = 0; p < pods; p++) {
            made.objects.add(made.pod(p));
        }
        return made.objects;
    }

    private boolean one(int in) {
        return random.nextInt(in) == 0;
    }

    private Map<String, Object> node(int number) {
        int model = random.nextInt(MODELS.size() + 1);
        Map<String, Object> amounts = new LinkedHashMap<>();
        amounts.put("cpu", Integer.toString(8 + random.nextInt(56)));
        amounts.put("memory", 32 + random.nextInt(200) + "Gi");
        amounts.put("pods", Integer.toString(5 + random.nextInt(100)));
        Map<String, Object> labels = new LinkedHashMap<>();
        labels.put("kubernetes.io/hostname", "node-" + number);
        labels.put("zone", one(2) ? "a" : "b");
        if (model < MODELS.size()) {
            amounts.put("nvidia.com/gpu", Integer.toString(1 + random.nextInt(8)));
            labels.put("nvidia.com/gpu.product", MODELS.get(model));
            labels.put("nvidia.com/gpu.memory", MEMORY.get(model));
        } else if (one(2)) {
            amounts.put("nvidia.com/mig-1g.10gb", "7");
        }
        Map<String, Object> spec = new LinkedHashMap<>();
        if (one(6)) {
            spec.put("unschedulable", true);
        }
        if (one(4)) {
            spec.put("taints", List.of(Map.of("key", "dedicated", "value", "infra", "effect", "NoSchedule")));
        }
        return object(
                "Node",
                new LinkedHashMap<>(Map.of("name", "node-" + number, "labels", labels)),
                spec,
                Map.of("capacity", amounts, "allocatable", amounts));
    }

    private static Map<String, Object> object(
            String kind, Map<String, Object> metadata, Map<String, Object> spec, Map<String, Object> status) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("apiVersion", "v1");
        object.put("kind", kind);
        object.put("metadata", metadata);
        object.put("spec", spec);
        object.put("status", status);
        return object;
    }

    private Map<String, Object> pod(int number) {
        Map<String, Object> labels = new LinkedHashMap<>(Map.of("app", one(2) ? "web" : "train"));
        Map<String, Object> annotations = new LinkedHashMap<>();
        Map<String, Object> limits = new LinkedHashMap<>();
        switch (random.nextInt(7)) {
            case 0 -> annotations.put("gpu-fraction", one(2) ? "0.5" : "0.3");
            case 1 -> annotations.put("gpu-memory", "8000");
            case 2 -> limits.put("nvidia.com/mig-1g.10gb", Integer.toString(1 + random.nextInt(3)));
            case 3 -> {}
            default -> limits.put("nvidia.com/gpu", Integer.toString(1 << random.nextInt(4)));
        }
        Map<String, Object> requests = new LinkedHashMap<>();
        requests.put("cpu", Integer.toString(1 + random.nextInt(12)));
        requests.put("memory", 1 + random.nextInt(40) + "Gi");
        requests.putAll(limits);
        Map<String, Object> container = new LinkedHashMap<>(
                Map.of("name", "main", "resources", Map.of("requests", requests, "limits", limits)));
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("containers", List.of(container));
        rules(spec, container);
        boolean runs = one(4) && annotations.isEmpty();
        if (runs) {
            spec.put("nodeName", "node-" + random.nextInt(nodes));
        }
        if (one(3)) {
            spec.put("priority", 10 * random.nextInt(3));
        }
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", "pod-" + (number < 10 ? "0" : "") + number);
        metadata.put("namespace", one(2) ? "red" : "blue");
        metadata.put("labels", labels);
        metadata.put("annotations", annotations);
        return object("Pod", metadata, spec, Map.of());
    }

    private void rules(Map<String, Object> spec, Map<String, Object> container) {
        Map<String, Object> web = Map.of("matchLabels", Map.of("app", "web"));
        switch (random.nextInt(9)) {
            case 0 -> spec.put("nodeSelector", Map.of("zone", "a"));
            case 1 ->
                spec.put(
                        "tolerations",
                        List.of(Map.of("key", "dedicated", "operator", "Exists", "effect", "NoSchedule")));
            case 2 ->
                spec.put(
                        "topologySpreadConstraints",
                        List.of(Map.of(
                                "maxSkew",
                                1,
                                "topologyKey",
                                "zone",
                                "whenUnsatisfiable",
                                "DoNotSchedule",
                                "labelSelector",
                                web)));
            case 3 ->
                spec.put(
                        "affinity",
                        Map.of("podAntiAffinity", required(Map.of("labelSelector", web, "topologyKey", "zone"))));
            case 4 ->
                spec.put(
                        "affinity",
                        Map.of("podAffinity", required(Map.of("labelSelector", web, "topologyKey", "zone"))));
            case 5 -> container.put("ports", List.of(Map.of("containerPort", 80, "hostPort", 80)));
            default -> {}
        }
    }

    private static Map<String, Object> required(Map<String, Object> term) {
        return Map.of("requiredDuringSchedulingIgnoredDuringExecution", List.of(term));
    }
}
