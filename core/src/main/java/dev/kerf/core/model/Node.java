package dev.kerf.core.model;

import java.util.List;
import java.util.Map;

/**
 * A machine that takes tasks.
 *
 * @param name     unique
 * @param labels   as Kubernetes gives them
 * @param taints   what it repels
 * @param cordoned no new tasks ({@code spec.unschedulable})
 * @param capacity what it can give, GPUs apart
 * @param gpus     its GPUs
 */
public record Node(
        String name, Map<String, String> labels, List<Taint> taints, boolean cordoned, Capacity capacity, Gpus gpus) {
    public Node {
        labels = Map.copyOf(labels);
        taints = List.copyOf(taints);
    }

    public static Node of(String name, Capacity capacity, Gpus gpus) {
        return new Node(name, Map.of(), List.of(), false, capacity, gpus);
    }

    public Node withLabels(Map<String, String> other) {
        return new Node(name, other, taints, cordoned, capacity, gpus);
    }

    public Node withTaints(List<Taint> other) {
        return new Node(name, labels, other, cordoned, capacity, gpus);
    }

    public Node withName(String other) {
        return new Node(other, labels, taints, cordoned, capacity, gpus);
    }

    public Node uncordon() {
        return new Node(name, labels, taints, false, capacity, gpus);
    }

    public Node cordon() {
        return new Node(name, labels, taints, true, capacity, gpus);
    }
}
