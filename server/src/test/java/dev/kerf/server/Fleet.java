package dev.kerf.server;

import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.TestNamespace;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Nodes and pods as tests want them, in YAML. Nodes carry the test's label and pods select it, since a plane is shared. */
final class Fleet {
    private final ControlPlane plane;
    private final TestNamespace namespace;

    Fleet(ControlPlane plane, TestNamespace namespace) {
        this.plane = plane;
        this.namespace = namespace;
    }

    /** Nodes {@code TEST-PREFIX-1…} of so many GPUs. */
    Fleet nodes(int count, String prefix, int gpus) {
        String yaml = IntStream.rangeClosed(1, count)
                .mapToObj(i -> """
                        apiVersion: v1
                        kind: Node
                        metadata: {name: %1$s-%2$s-%3$d, labels: {test: %1$s, nvidia.com/gpu.product: NVIDIA-A100-SXM4-80GB, nvidia.com/gpu.memory: "81920"}}
                        status:
                          allocatable: {cpu: "64", memory: 512Gi, pods: "110", nvidia.com/gpu: "%4$d"}
                          capacity: {cpu: "64", memory: 512Gi, pods: "110", nvidia.com/gpu: "%4$d"}
                        """.formatted(namespace.name(), prefix, i, gpus))
                .collect(Collectors.joining("---\n"));
        plane.kubectl().reading(yaml).run("create", "-f", "-").text();
        return this;
    }

    /** Pods {@code NAME-1…} of the test's own scheduler that each ask for so many whole GPUs. */
    Fleet pods(int count, String name, int gpus) {
        return pods(count, name, gpus, namespace.name());
    }

    Fleet pods(int count, String name, int gpus, String scheduler) {
        String yaml = IntStream.rangeClosed(1, count)
                .mapToObj(i -> """
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: %s-%d}
                        spec:
                          schedulerName: %s
                          terminationGracePeriodSeconds: 0
                          nodeSelector: {test: %s}
                          containers: [{name: main, image: none, resources: {limits: {nvidia.com/gpu: "%d"}}}]
                        """.formatted(name, i, scheduler, namespace.name(), gpus))
                .collect(Collectors.joining("---\n"));
        plane.kubectl()
                .reading(yaml)
                .run("-n", namespace.name(), "create", "-f", "-")
                .text();
        return this;
    }

    /** The node of each pod in name order, with commas between; nothing where it has none. */
    String placed() {
        return namespace
                .kubectl("get", "pods", "-o", "jsonpath={range .items[*]}{.spec.nodeName},{end}")
                .text();
    }

    int bound() {
        return (int) java.util.Arrays.stream(placed().split(","))
                .filter(n -> !n.isEmpty())
                .count();
    }
}
