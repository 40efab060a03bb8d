package dev.kerf.cli;

import dev.kerf.fakecluster.FakeCluster;
import dev.kerf.fakecluster.Settings;
import dev.kerf.testbed.Await;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An embedded cluster of which two weeks are told: an idle StatefulSet, a busy one, and two that need little, each with a
 * GPU of one node.
 */
final class Measured implements AutoCloseable {
    private static final String NODE = """
            apiVersion: v1
            kind: Node
            metadata:
              name: a
              annotations: {kerf.dev/told-for: 14d}
              labels:
                nvidia.com/gpu.product: NVIDIA-A100-SXM4-80GB
                nvidia.com/gpu.memory: "81920"
                node.kubernetes.io/instance-type: Standard_NC24ads_A100_v4
            status:
              capacity: {cpu: "96", memory: 1152Gi, pods: "110", nvidia.com/gpu: "4"}
              allocatable: {cpu: "96", memory: 1152Gi, pods: "110", nvidia.com/gpu: "4"}
              conditions: [{type: Ready, status: "True"}]
            """;
    private static final String SET = """
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: NAME, namespace: default}
            spec:
              replicas: 1
              serviceName: NAME
              selector: {matchLabels: {app: NAME}}
              template:
                metadata:
                  labels: {app: NAME, LABEL: NAME}
                  annotations:
                    kerf.dev/told-for: 14d
                    kerf.dev/load: "LOAD"
                spec:
                  nodeName: a
                  containers:
                  - name: main
                    image: none
                    resources:
                      requests: {cpu: "4", memory: 16Gi, nvidia.com/gpu: 1}
                      limits: {nvidia.com/gpu: 1}
            """;
    private final FakeCluster cluster;

    private Measured(FakeCluster cluster) {
        this.cluster = cluster;
    }

    static Measured cluster() throws IOException {
        return cluster(Duration.ofMinutes(1));
    }

    /** With exporters that are scraped so often. */
    static Measured cluster(Duration scraped) throws IOException {
        FakeCluster cluster = FakeCluster.start(Settings.whole().measured(scraped));
        cluster.create(NODE);
        cluster.create(set("paper", "notebook-name", "{gpu: 0.001, gpuMemory: 9Gi, cpu: 0.01, memory: 2Gi}"));
        cluster.create(set("busy", "tier", "{gpu: 0.8, gpuMemory: 60Gi, cpu: 2, memory: 8Gi}"));
        cluster.create(set("small-a", "tier", "{gpu: [0.1, 0.25], gpuMemory: 20Gi, cpu: 1, memory: 8Gi}"));
        cluster.create(set("small-b", "tier", "{gpu: [0.25, 0.1], gpuMemory: 20Gi, cpu: 1, memory: 8Gi}"));
        Measured measured = new Measured(cluster);
        Await.until(
                "four pods that run and are measured",
                () -> measured.run("top").out(),
                out -> out.contains("StatefulSet/paper")
                        && out.contains("StatefulSet/busy")
                        && out.contains("StatefulSet/small-a")
                        && out.contains("StatefulSet/small-b")
                        && !out.contains("?"));
        return measured;
    }

    private static String set(String name, String label, String load) {
        return SET.replace("NAME", name).replace("LABEL", label).replace("LOAD", load);
    }

    Path kubeconfig() {
        return cluster.kubeconfig();
    }

    /** One more object. */
    void create(String yaml) {
        cluster.create(yaml);
    }

    /** The API server's address, where the exporters answer too. */
    URI server() {
        return cluster.server();
    }

    String prometheus() {
        return cluster.prometheus().toString();
    }

    /** A command on it. */
    Kerf run(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--kubeconfig", kubeconfig().toString(), "--prometheus", prometheus()));
        return Kerf.run(all.toArray(String[]::new));
    }

    @Override
    public void close() {
        cluster.close();
    }
}
