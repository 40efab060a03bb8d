package dev.kerf.cli;

import dev.kerf.sim.serve.Service;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The fleet of the demo's story, as Kubernetes objects: eight services, each alone on an A100 of two nodes with four, and the
 * usual sins beside them.
 */
final class StoryFleet {
    static final String NAMESPACE = "team";
    /** The nodes of the eight services. */
    static final List<String> SERVING = List.of("inf-1", "inf-2");

    private static final String A100 = "NVIDIA-A100-SXM4-80GB";
    private static final String A100_MACHINE = "Standard_NC24ads_A100_v4";
    private static final int A100_MIB = 81920;
    private static final int CYCLE_HOURS = 28 * 24;
    private static final int HOUR = 3600;
    private static final int IDLE_HOURS = 10;

    private StoryFleet() {}

    /** The node whose GPUs nobody asks for. */
    static String oldNode() {
        return node("old-1", "old", 4, "Standard_NC64as_T4_v3", card("Tesla-T4", 15360));
    }

    /** A machine without GPUs; it comes when work that needs none stands on one with them. */
    static String cpuNode() {
        return node("cpu-1", "cpu", 0, "Standard_D32s_v5", "");
    }

    /** A node with four A100. */
    static String a100(String name, String pool) {
        return node(name, pool, 4, A100_MACHINE, card(A100, A100_MIB));
    }

    private static String card(String model, int mib) {
        return ", nvidia.com/gpu.product: " + model + ", nvidia.com/gpu.memory: \"" + mib + "\"";
    }

    private static String node(String name, String pool, int gpus, String machine, String card) {
        String amounts = "{cpu: \"96\", memory: 1152Gi, pods: \"110\""
                + (gpus > 0 ? ", nvidia.com/gpu: \"" + gpus + "\"}" : "}");
        return """
                ---
                apiVersion: v1
                kind: Node
                metadata:
                  name: %1$s
                  labels: {pool: %2$s, kubernetes.io/hostname: %1$s, node.kubernetes.io/instance-type: %3$s%4$s}
                status:
                  capacity: %5$s
                  allocatable: %5$s
                  conditions: [{type: Ready, status: "True"}]
                """.formatted(name, pool, machine, card, amounts);
    }

    /** The eight. */
    static String services(List<Service> services) {
        return services.stream().map(StoryFleet::service).collect(Collectors.joining());
    }

    private static String service(Service service) {
        String points = service.busy().stream()
                .map(p -> String.format(Locale.ROOT, "%.4f", p))
                .collect(Collectors.joining(", "));
        String load = "{gpu: [%s], gpuMemory: \"%d\", cpu: 1.5, memory: 6Gi, every: 28d, jitter: 0.02}"
                .formatted(points, service.memory().count());
        return workload("Deployment", service.name(), 1, 1, "pool: inference", load);
    }

    /** A notebook that was worked in until ten hours ago, and a pod that asks two GPUs and uses one. */
    static String firstLab(Instant now) {
        String pair = "{gpu: [0.2, 0.5, 0.6, 0.3], onCards: 1, gpuMemory: 30Gi, cpu: 2, memory: 8Gi, jitter: 0.02}";
        return workload("StatefulSet", "paper", 1, 1, "kubernetes.io/hostname: lab-1", stopped(now))
                + workload("Deployment", "vision", 1, 2, "kubernetes.io/hostname: lab-1", pair);
    }

    /** A day's work every day up to some hours ago and nothing since, hour by hour of a cycle of four weeks. */
    private static String stopped(Instant now) {
        long here = (long) Math.floorMod(now.getEpochSecond() / HOUR, CYCLE_HOURS) - IDLE_HOURS;
        List<String> points = new ArrayList<>();
        for (int hour = 0; hour < CYCLE_HOURS; hour++) {
            boolean day = Math.floorMod(hour, 24) >= 8 && Math.floorMod(hour, 24) < 20;
            boolean before = hour <= here || hour > here + IDLE_HOURS + 1;
            points.add(before && day ? "0.55" : "0.001");
        }
        return "{gpu: [%s], gpuMemory: 9Gi, cpu: 0.01, memory: 3Gi, every: 28d}".formatted(String.join(", ", points));
    }

    /** One GPU of the lab's other node, well used. */
    static String secondLab() {
        String load = "{gpu: [0.6, 0.8, 0.7], gpuMemory: 50Gi, cpu: 2, memory: 8Gi, jitter: 0.02}";
        return workload("Deployment", "embed", 1, 1, "pool: lab", load);
    }

    /** Work that wants four GPUs of one node of the lab, and waits. */
    static String waiting() {
        return workload("Deployment", "tune", 1, 4, "pool: lab", "{gpu: 0.9, gpuMemory: 70Gi, cpu: 4, memory: 32Gi}");
    }

    /** Work without GPUs, on a node that has them. */
    static String web() {
        return workload("Deployment", "web", 3, 0, "", "{cpu: 0.5, memory: 1Gi}");
    }

    private static String workload(String kind, String name, int replicas, int gpus, String selector, String load) {
        String ask = gpus > 0 ? ", nvidia.com/gpu: " + gpus : "";
        return """
                ---
                apiVersion: apps/v1
                kind: %1$s
                metadata: {name: %2$s, namespace: %3$s}
                spec:
                  replicas: %4$d
                  %5$s
                  selector: {matchLabels: {app: %2$s}}
                  template:
                    metadata:
                      labels: {app: %2$s%6$s}
                      annotations:
                        kerf.dev/load: '%7$s'
                    spec:
                      schedulerName: %8$s
                      nodeSelector: {%9$s}
                      containers:
                      - name: main
                        image: none
                        resources:
                          requests: {cpu: "4", memory: 16Gi%10$s}
                          limits: {cpu: "8"%10$s}
                """.formatted(
                        kind,
                        name,
                        NAMESPACE,
                        replicas,
                        kind.equals("Deployment") ? "strategy: {type: Recreate}" : "serviceName: " + name,
                        kind.equals("StatefulSet") ? ", notebook-name: " + name : "",
                        load,
                        StoryCluster.SCHEDULER,
                        selector,
                        ask);
    }
}
