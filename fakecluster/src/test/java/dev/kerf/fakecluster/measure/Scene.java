package dev.kerf.fakecluster.measure;

import dev.kerf.fakecluster.FakeCluster;
import dev.kerf.fakecluster.Settings;
import dev.kerf.testbed.Await;
import dev.kerf.testbed.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A small cluster whose time goes on when the test says so, and what runs on it. */
final class Scene implements AutoCloseable {
    static final Duration SCRAPES = Duration.ofSeconds(15);
    /** A whole card, from the beginning. */
    static final String WHOLE = """
            apiVersion: v1
            kind: Pod
            metadata:
              name: whole
              annotations:
                kerf.dev/load: "{gpu: [0.1, 0.9, 0.3], gpuMemory: 30Gi, cpu: [0.5, 3], memory: 8Gi, every: 7m, jitter: 0.1}"
            spec:
              nodeName: n
              containers: [{name: main, image: none, resources: {limits: {nvidia.com/gpu: "1", cpu: "4"}}}]
            """;
    /** Holds a card for a pod that shares it. */
    static final String SHARED = """
            apiVersion: v1
            kind: Pod
            metadata: {name: reservation, labels: {runai-gpu-group: g}}
            spec:
              nodeName: n
              containers: [{name: hold, image: none, resources: {limits: {nvidia.com/gpu: "1"}}}]
            ---
            apiVersion: v1
            kind: Pod
            metadata:
              name: part
              labels: {runai-gpu-group: g}
              annotations: {kerf.dev/load: "{gpu: 0.25, gpuMemory: 5Gi}"}
              ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: web, uid: u, controller: true}]
            spec:
              nodeName: n
              containers: [{name: main, image: none}]
            """;

    final FakeCluster cluster;
    private volatile Instant now;
    private final Tool kubectl;
    private final List<String> said = new CopyOnWriteArrayList<>();

    /** @param began when its time begins */
    Scene(Instant began, Path folder) throws IOException {
        this.now = began;
        this.cluster = FakeCluster.start(Settings.apiOnly()
                .measured(SCRAPES)
                .playing()
                .at(() -> now)
                .in(folder)
                .logging(said::add));
        this.kubectl = Tool.kubectl(cluster.kubeconfig(), folder);
        Map<String, String> amounts = Map.of("nvidia.com/gpu", "2", "cpu", "64", "memory", "256Gi", "pods", "110");
        Map<String, String> labels = Map.of(
                "nvidia.com/gpu.product",
                "NVIDIA-A100-SXM4-80GB",
                "nvidia.com/gpu.memory",
                "81920",
                "kerf.dev/gpu-reserved-memory",
                "920Mi");
        cluster.create(Map.of(
                "apiVersion",
                "v1",
                "kind",
                "Node",
                "metadata",
                Map.of("name", "n", "labels", labels),
                "status",
                Map.of("capacity", amounts, "allocatable", amounts)));
    }

    /** Lets time pass until the exporters are scraped again; then is when that is. */
    Instant nextScrape() {
        long interval = SCRAPES.toSeconds();
        now = Instant.ofEpochSecond((now.getEpochSecond() / interval + 1) * interval);
        return now;
    }

    /** Lets time pass; then is when it did. */
    Instant pass(Duration time) {
        now = now.plus(time);
        return now;
    }

    /** What was logged. */
    List<String> said() {
        return said;
    }

    /** Brings pods, and waits until they run. */
    void run(String pods) {
        cluster.create(pods);
        Await.until(
                "all to run",
                () -> kubectl.run("get", "pods").text().lines().skip(1).allMatch(line -> line.contains("Running")));
    }

    void annotate(String kind, String name, String annotation) {
        kubectl.run("annotate", kind, name, annotation).text();
    }

    void delete(String pod) {
        kubectl.run("delete", "pod", pod, "--wait=true").text();
    }

    @Override
    public void close() {
        cluster.close();
    }
}
