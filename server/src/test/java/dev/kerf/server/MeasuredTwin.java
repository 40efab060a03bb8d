package dev.kerf.server;

import dev.kerf.fakecluster.FakeCluster;
import dev.kerf.fakecluster.Settings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/**
 * An embedded cluster with the nodes and the standing pods of another one, by name: it tells, as a Prometheus, what these have
 * used for some days. Of twenty pods one does nothing with its GPU, five do little and could share theirs, and the others are busy.
 */
final class MeasuredTwin implements AutoCloseable {
    private static final int MIX = 20;
    /** Not the first, which has no GPU. */
    private static final int IDLE = 1;

    private static final int LOW = IDLE + 5;
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
        boolean low = sort > IDLE && sort <= LOW;
        String gpu = sort == IDLE ? "0" : low ? "[0.05, 0.2, 0.1]" : "[0.3, 0.95, 0.6]";
        // Who needs two fifths of a card or more, by compute or by memory, is left alone with it.
        String memory = low ? "18Gi" : "30Gi";
        return "{gpu: %s, gpuMemory: %s, cpu: [0.3, 1.6, 0.8], memory: 5Gi, jitter: 0.1}".formatted(gpu, memory);
    }

    URI prometheus() {
        return cluster.prometheus();
    }

    @Override
    public void close() {
        cluster.close();
    }
}
