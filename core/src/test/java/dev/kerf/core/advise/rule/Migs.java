package dev.kerf.core.advise.rule;

import dev.kerf.core.Given;
import dev.kerf.core.advise.Scenes;
import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Capacity;
import dev.kerf.core.model.Cpu;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Gpus;
import dev.kerf.core.model.Node;
import dev.kerf.core.model.Task;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Nodes whose A100s of 40 GB are cut, and pods that ask for instances of them. */
final class Migs {
    private Migs() {}

    static Node node(String name, int cards, Map<String, Long> instances) {
        TreeMap<String, Long> extended = new TreeMap<>();
        instances.forEach((profile, count) -> extended.put("nvidia.com/mig-" + profile, count));
        Capacity capacity = new Capacity(Cpu.ofCores(96), Bytes.ofGib(1152), Capacity.UNSTATED, 110, extended);
        return Node.of(name, capacity, Gpus.NONE)
                .withLabels(Map.of(
                        "nvidia.com/gpu.product", "NVIDIA-A100-SXM4-40GB",
                        "nvidia.com/gpu.memory", "40960",
                        "nvidia.com/gpu.count", Integer.toString(cards),
                        "nvidia.com/mig.capable", "true",
                        "nvidia.com/mig.strategy", "mixed"));
    }

    static Node labelled(Node node, String key, String value) {
        Map<String, String> labels = new HashMap<>(node.labels());
        labels.put(key, value);
        return node.withLabels(labels);
    }

    static Task asking(String owner, String pod, String profile) {
        Task task = Scenes.task(owner, pod, new GpuNeed.None());
        return task.withNeed(Given.with(task.need(), "nvidia.com/mig-" + profile, 1));
    }
}
