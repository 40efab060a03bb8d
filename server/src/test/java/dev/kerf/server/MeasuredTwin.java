package dev.kerf.server;

import dev.kerf.fakecluster.FakeCluster;
import dev.kerf.fakecluster.Settings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/**
 * An embedded cluster with the nodes and the standing pods of another one, by name: it tells, as a Prometheus, what these have
 * used for some days. Of twenty pods one does nothing, five do little, and the others are busy.
 */
final class MeasuredTwin implements AutoCloseable {
    private static final int MIX = 20;
    private static final int LOW = 6;
    private final FakeCluster cluster;
    private final int days;

    private MeasuredTwin(FakeCluster cluster, int days) {
        this.cluster = cluster;
        this.days = days;
    }

    static MeasuredTwin of(int days) throws IOException {
        Settings settings = Settings.apiOnly().playing().measured(Duration.ofMinutes(1));
        return new MeasuredTwin(FakeCluster.start(settings), days);
    }

    void node(String name, int gpus) {
        cluster.create("""
                apiVersion: v1
                kind: Node
                metadata:
                  name: %1$s
                  annotations: {kerf.dev/told-for: %2$dd}
                  labels: {nvidia.com/gpu.product: NVIDIA-A100-SXM4-80GB, nvidia.com/gpu.memory: "81920"}
                status:
                  capacity: {cpu: "96", memory: 1152Gi, pods: "110", nvidia.com/gpu: "%3$d"}
                  allocatable: {cpu: "96", memory: 1152Gi, pods: "110", nvidia.com/gpu: "%3$d"}
                  conditions: [{type: Ready, status: "True"}]
                """.formatted(name, days, gpus));
    }

    /** @param number decides how busy it is */
    void pod(int number, String name, String node, int gpus) {
        cluster.create(
                """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: %1$s
                  namespace: default
                  annotations: {kerf.dev/told-for: %2$dd, kerf.dev/load: "%3$s"}
                spec:
                  nodeName: %4$s
                  containers: [{name: main, image: none, resources: {requests: {cpu: "2", memory: 8Gi}, limits: {%5$s}}}]
                """.formatted(name, days, load(number), node, gpus == 0 ? "" : "nvidia.com/gpu: \"" + gpus + "\""));
    }

    private static String load(int number) {
        int sort = number % MIX;
        String gpu = sort == 0 ? "0" : sort < LOW ? "[0.05, 0.2, 0.1]" : "[0.3, 0.95, 0.6]";
        return "{gpu: %s, gpuMemory: 30Gi, cpu: [0.3, 1.6, 0.8], memory: 5Gi, jitter: 0.1}".formatted(gpu);
    }

    URI prometheus() {
        return cluster.prometheus();
    }

    @Override
    public void close() {
        cluster.close();
    }
}
