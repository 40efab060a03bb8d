package dev.kerf.server;

import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.TestNamespace;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
        create(yaml);
        return this;
    }

    /** A PodGroup that starts with all of its pods {@code NAME-1…}, of one GPU each. */
    Fleet gang(String name, int members) {
        String group = """
                apiVersion: scheduling.k8s.io/v1beta1
                kind: PodGroup
                metadata: {name: %s}
                spec: {schedulingPolicy: {gang: {minCount: %d}}}
                ---
                """.formatted(name, members);
        create(group + members(name, members, "", "  schedulingGroup: {podGroupName: %s}\n".formatted(name)));
        return this;
    }

    /** A Job that starts with all of its pods {@code NAME-1…}, of one GPU each, as its controller would make them. */
    Fleet job(String name, int members) {
        String uid = create("""
                apiVersion: batch/v1
                kind: Job
                metadata: {name: %1$s, annotations: {kai.scheduler/batch-min-member: "%2$d"}}
                spec:
                  parallelism: %2$d
                  completions: %2$d
                  template: {spec: {restartPolicy: Never, containers: [{name: main, image: none}]}}
                """.formatted(name, members), "-o", "jsonpath={.metadata.uid}");
        String owner = ", ownerReferences: [{apiVersion: batch/v1, kind: Job, name: %s, uid: %s, controller: true}]";
        create(members(name, members, owner.formatted(name, uid), ""));
        return this;
    }

    private String members(String gang, int count, String metadata, String spec) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> """
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: %1$s-%2$d, labels: {gang: %1$s}%3$s}
                        spec:
                        %4$s  schedulerName: %5$s
                          terminationGracePeriodSeconds: 0
                          nodeSelector: {test: %5$s}
                          containers: [{name: main, image: none, resources: {limits: {nvidia.com/gpu: "1"}}}]
                        """.formatted(gang, i, metadata, spec, namespace.name()))
                .collect(Collectors.joining("---\n"));
    }

    /** Pods {@code NAME-1…} that each ask for that part of a GPU, as the webhook leaves them. */
    Fleet parts(int count, String name, String part) {
        create(IntStream.rangeClosed(1, count)
                .mapToObj(i -> """
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: %s-%d, annotations: {gpu-fraction: "%s", kerf.dev/gpu-container: main}}
                        spec:
                          schedulerName: %4$s
                          terminationGracePeriodSeconds: 0
                          nodeSelector: {test: %4$s}
                          containers: [{name: main, image: none}]
                        """.formatted(name, i, part, namespace.name()))
                .collect(Collectors.joining("---\n")));
        return this;
    }

    private String create(String yaml, String... more) {
        String[] words = {"-n", namespace.name(), "create", "-f", "-"};
        return plane.kubectl()
                .reading(yaml)
                .run(Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new))
                .text();
    }

    /** The node of each pod in name order, with commas between; nothing where it has none. */
    String placed() {
        return namespace
                .kubectl("get", "pods", "-o", "jsonpath={range .items[*]}{.spec.nodeName},{end}")
                .text();
    }

    /** Waits until so many of its pods are bound. */
    void awaitBound(int pods) {
        var _ = namespace.awaitAll(
                "pods",
                ".spec.nodeName",
                nodes -> nodes.values().stream().filter(node -> !node.isEmpty()).count() == pods);
    }

    int bound() {
        return (int) java.util.Arrays.stream(placed().split(","))
                .filter(n -> !n.isEmpty())
                .count();
    }
}
