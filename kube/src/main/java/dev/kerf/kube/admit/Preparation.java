package dev.kerf.kube.admit;

import dev.kerf.objects.pod.SharingKeys;
import dev.kerf.objects.pod.TargetContainer;
import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is changed of a pod that shares GPUs, as a JSON patch: the container takes its GPU, its part and its memory from
 * annotations, which the pod gets with its binding. Values of its own under these names give way.
 */
final class Preparation {
    private static final String ANNOTATIONS = "/metadata/annotations";
    /** In the order they stand in the container, before its own, so that those may refer to them. */
    private static final Map<String, String> ENVIRONMENT = environment();

    private final Item pod;
    private final TargetContainer container;
    private final List<Map<String, Object>> patch = new ArrayList<>();

    Preparation(Item pod, TargetContainer container) {
        this.pod = pod;
        this.container = container;
    }

    private static Map<String, String> environment() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("NVIDIA_VISIBLE_DEVICES", SharingKeys.VISIBLE);
        all.put("GPU_PORTION", SharingKeys.PORTION);
        all.put("CUDA_DEVICE_MEMORY_LIMIT", SharingKeys.MEMORY_LIMIT);
        return all;
    }

    List<Map<String, Object>> patch() {
        // A pod copied from one that ran brings that one's GPUs along.
        Map<String, String> annotations =
                pod.root().at("metadata", "annotations").texts();
        for (String key :
                List.of(SharingKeys.VISIBLE, SharingKeys.PORTION, SharingKeys.MEMORY_LIMIT, SharingKeys.GROUPS)) {
            if (annotations.containsKey(key)) {
                patch.add(Map.of("op", "remove", "path", ANNOTATIONS + "/" + pointer(key)));
            }
        }
        add(ANNOTATIONS + "/" + pointer(SharingKeys.PREPARED), container.name());
        String env = "/spec/" + container.list() + "/" + container.index() + "/env";
        List<Field> own = container.field().get("env").items();
        if (own.isEmpty()) {
            add(env, List.of());
        }
        for (int i = own.size() - 1; i >= 0; i--) {
            if (ENVIRONMENT.containsKey(own.get(i).get("name").text())) {
                patch.add(Map.of("op", "remove", "path", env + "/" + i));
            }
        }
        int place = 0;
        for (Map.Entry<String, String> each : ENVIRONMENT.entrySet()) {
            add(env + "/" + place++, variable(each.getKey(), each.getValue()));
        }
        return patch;
    }

    private void add(String path, Object value) {
        patch.add(Map.of("op", "add", "path", path, "value", value));
    }

    private static Map<String, Object> variable(String name, String annotation) {
        String path = "metadata.annotations['" + annotation + "']";
        return Map.of("name", name, "valueFrom", Map.of("fieldRef", Map.of("fieldPath", path)));
    }

    private static String pointer(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}
