package dev.kerf.objects.scenario;

import dev.kerf.objects.read.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Pods in short: {@code {name, queue, priority, preemptible, gpus|fraction|memory, count, min, on, labels}}, with
 * {@code cpu} too. With a count the pods are numbered from 1, {@code NAME-1} and so on; with a minimum they are a gang, and
 * PodGroup {@code NAME} says so. {@code memory} is GPU memory in
 * MiB. {@code on} lists the nodes they run on already, one after the other and again from the first.
 */
final class WorkForm {
    private static final int MOST_PODS = 1_000_000;
    private static final String GPU = "nvidia.com/gpu";
    private final Field form;
    private final String name;
    private final List<String> on;

    WorkForm(Field form) {
        this.form = form;
        this.name = form.get("name").text();
        this.on = form.get("on").list();
        if (name.isEmpty()) {
            form.get("name").wrong("is missing; every line of work needs one");
        }
    }

    String name() {
        return name;
    }

    /** The PodGroup object, as a tree, where a minimum is given. */
    Optional<Map<String, Object>> podGroup() {
        if (!form.get("min").present()) {
            return Optional.empty();
        }
        Map<String, Object> gang = new LinkedHashMap<>();
        gang.put("minCount", form.get("min").text());
        Map<String, Object> group = new LinkedHashMap<>();
        group.put("apiVersion", "scheduling.k8s.io/v1beta1");
        group.put("kind", "PodGroup");
        group.put("metadata", new LinkedHashMap<>(Map.of("name", name, "namespace", "default")));
        group.put("spec", new LinkedHashMap<>(Map.of("schedulingPolicy", new LinkedHashMap<>(Map.of("gang", gang)))));
        return Optional.of(group);
    }

    /** The Pod objects, as trees. */
    List<Map<String, Object>> pods() {
        if (!form.get("count").present()) {
            return List.of(pod(name, 0));
        }
        List<Map<String, Object>> pods = new ArrayList<>();
        int count = form.get("count").integer(1, 0, MOST_PODS);
        for (int i = 1; i <= count; i++) {
            pods.add(pod(name + "-" + i, i - 1));
        }
        return pods;
    }

    private Map<String, Object> pod(String podName, int index) {
        Map<String, Object> pod = new LinkedHashMap<>();
        pod.put("apiVersion", "v1");
        pod.put("kind", "Pod");
        pod.put("metadata", metadata(podName));
        pod.put("spec", spec(index));
        if (!on.isEmpty()) {
            pod.put("status", Map.of("phase", "Running"));
        }
        return pod;
    }

    private Map<String, Object> metadata(String podName) {
        Map<String, Object> labels = new TreeMap<>(form.get("labels").texts());
        put(labels, "kerf.dev/queue", form.get("queue"));
        put(labels, "kerf.dev/preemptible", form.get("preemptible"));
        Map<String, Object> annotations = new TreeMap<>();
        put(annotations, "gpu-fraction", form.get("fraction"));
        put(annotations, "gpu-memory", form.get("memory"));
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", podName);
        metadata.put("namespace", "default");
        metadata.put("labels", labels);
        metadata.put("annotations", annotations);
        return metadata;
    }

    private Map<String, Object> spec(int index) {
        Map<String, Object> limits = new LinkedHashMap<>();
        put(limits, GPU, form.get("gpus"));
        Map<String, Object> requests = new LinkedHashMap<>();
        put(requests, "cpu", form.get("cpu"));
        Map<String, Object> container = new LinkedHashMap<>();
        container.put("name", "main");
        container.put("resources", Map.of("limits", limits, "requests", requests));
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("schedulerName", "kerf");
        spec.put("containers", List.of(container));
        put(spec, "priority", form.get("priority"));
        if (form.get("min").present()) {
            spec.put("schedulingGroup", new LinkedHashMap<>(Map.of("podGroupName", name)));
        }
        if (!on.isEmpty()) {
            spec.put("nodeName", on.get(index % on.size()));
        }
        return spec;
    }

    private static void put(Map<String, Object> map, String key, Field value) {
        if (value.present()) {
            map.put(key, value.text());
        }
    }
}
