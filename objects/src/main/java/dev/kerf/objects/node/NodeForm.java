package dev.kerf.objects.node;

import dev.kerf.objects.read.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Nodes in short: {@code {name, count, gpus, model, memory, cpu, labels, mig}}. With a count the nodes are numbered from
 * 1, {@code NAME-1} and so on. {@code memory} and {@code cpu} are the node's; {@code mig} maps a MIG profile to how many
 * of it the node has in all, and takes the place of whole GPUs.
 */
public final class NodeForm {
    private static final int MOST_NODES = 100_000;
    private static final int MOST_GPUS = 64;
    private static final String PODS = "110";
    private static final String GPU = "nvidia.com/gpu";

    private NodeForm() {}

    /** The Node objects, as trees of maps, lists, texts and numbers. */
    public static List<Map<String, Object>> expand(Field form) {
        String name = form.get("name").text();
        if (name.isEmpty()) {
            form.get("name").wrong("is missing; every line of nodes needs one");
            return List.of();
        }
        if (!form.get("count").present()) {
            return List.of(node(form, name));
        }
        int count = form.get("count").integer(1, 0, MOST_NODES);
        List<Map<String, Object>> nodes = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            nodes.add(node(form, name + "-" + i));
        }
        return nodes;
    }

    private static Map<String, Object> node(Field form, String name) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", name);
        metadata.put("labels", labels(form, name));
        Map<String, Object> amounts = amounts(form);
        Map<String, Object> ready = Map.of("type", "Ready", "status", "True", "reason", "KubeletReady");
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("apiVersion", "v1");
        node.put("kind", "Node");
        node.put("metadata", metadata);
        node.put("status", Map.of("capacity", amounts, "allocatable", amounts, "conditions", List.of(ready)));
        return node;
    }

    private static Map<String, Object> labels(Field form, String name) {
        Map<String, Object> labels = new TreeMap<>();
        labels.put("kubernetes.io/hostname", name);
        int gpus = gpus(form);
        if (gpus > 0 && form.get("model").present()) {
            GpuModel model = GpuModel.of(form.get("model").text());
            labels.put("nvidia.com/gpu.product", model.product());
            labels.put("nvidia.com/gpu.count", Integer.toString(gpus));
            if (model.mib() > 0) {
                labels.put("nvidia.com/gpu.memory", Integer.toString(model.mib()));
            }
        }
        labels.putAll(form.get("labels").texts());
        return labels;
    }

    private static int gpus(Field form) {
        return form.get("gpus").integer(0, 0, MOST_GPUS);
    }

    private static Map<String, Object> amounts(Field form) {
        Map<String, Object> amounts = new LinkedHashMap<>();
        amounts.put("cpu", text(form.get("cpu"), "128"));
        amounts.put("memory", text(form.get("memory"), "1Ti"));
        amounts.put("ephemeral-storage", "1Ti");
        amounts.put("pods", PODS);
        Map<String, String> mig = form.get("mig").texts();
        mig.forEach((profile, count) -> amounts.put("nvidia.com/mig-" + profile, count));
        if (mig.isEmpty() && gpus(form) > 0) {
            amounts.put(GPU, Integer.toString(gpus(form)));
        }
        return amounts;
    }

    private static String text(Field field, String otherwise) {
        return field.present() ? field.text() : otherwise;
    }
}
