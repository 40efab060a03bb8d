package dev.kerf.cli;

import dev.kerf.fakecluster.FakeCluster;
import dev.kerf.fakecluster.Settings;
import dev.kerf.kube.api.Access;
import dev.kerf.kube.api.Api;
import dev.kerf.kube.api.Request;
import dev.kerf.kube.install.Installation;
import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.ServerObject;
import dev.kerf.testbed.Await;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An embedded cluster of which two weeks are told, and of whose GPUs parts are asked. Two share the card of a node that tells
 * containers apart, one is alone on the card of a node that does not, and two share a third's.
 */
final class SharedGpus implements AutoCloseable {
    static final List<String> ALL = List.of("less", "more", "alone", "blurred", "hidden");
    private static final String NODE = """
            apiVersion: v1
            kind: Node
            metadata:
              name: NAME
              annotations: {kerf.dev/told-for: 14d, kerf.dev/gpu-exporters: "EXPORTERS"}
              labels:
                pool: POOL
                nvidia.com/gpu.product: NVIDIA-A100-SXM4-80GB
                nvidia.com/gpu.memory: "81920"
                node.kubernetes.io/instance-type: Standard_NC24ads_A100_v4
            status:
              capacity: {cpu: "24", memory: 220Gi, pods: "110", nvidia.com/gpu: "1"}
              allocatable: {cpu: "24", memory: 220Gi, pods: "110", nvidia.com/gpu: "1"}
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
                  labels: {app: NAME, team: one}
                  annotations: {gpu-fraction: "PART", kerf.dev/told-for: 14d, kerf.dev/load: "LOAD"}
                spec:
                  schedulerName: kerf
                  nodeSelector: {pool: POOL}
                  containers:
                  - {name: main, image: none, resources: {requests: {cpu: "2", memory: 16Gi}}}
            """;
    private static final String LITTLE = "{gpu: 0.1, gpuMemory: 8Gi, cpu: 0.5, memory: 4Gi}";
    private final FakeCluster cluster;
    private final Api api;

    /** With nothing on it yet. */
    SharedGpus() throws IOException {
        cluster = FakeCluster.start(Settings.whole().measured(Duration.ofMinutes(1)));
        Installation.kinds().forEach(kind -> cluster.create(kind.yaml()));
        api = Api.connect(access());
    }

    /** What somebody schedules: none has a place but the one it is meant to have. */
    void work() {
        node("a", "mixed", "");
        node("c", "old", "dcgm-exporter");
        set("less", "mixed", "0.6", LITTLE);
        set("more", "mixed", "0.35", "{gpu: 0.5, gpuMemory: 20Gi, cpu: 0.5, memory: 4Gi}");
        node("b", "mixed", "dcgm-exporter");
        set("alone", "mixed", "0.6", LITTLE);
        set("blurred", "old", "0.5", LITTLE);
        set("hidden", "old", "0.4", LITTLE);
    }

    void node(String name, String pool, String exporters) {
        cluster.create(NODE.replace("NAME", name).replace("POOL", pool).replace("EXPORTERS", exporters));
    }

    /** A set of one pod, which runs by then. */
    void set(String name, String pool, String part, String load) {
        set(SET, name, pool, part, load);
    }

    /** The same, whose template may change without its pod being made anew. */
    void patient(String name, String pool, String part, String load) {
        set(SET.replace("  replicas: 1", "  replicas: 1\n  updateStrategy: {type: OnDelete}"), name, pool, part, load);
    }

    private void set(String yaml, String name, String pool, String part, String load) {
        cluster.create(yaml.replace("NAME", name)
                .replace("POOL", pool)
                .replace("PART", part)
                .replace("LOAD", load));
        Await.until(name + " to run", () -> pod(name).at("status", "phase").text(), "Running"::equals);
    }

    Field read(String path) {
        try {
            return ServerObject.read(api.ask(Request.get(path)).body());
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    Field pod(String name) {
        return read("/api/v1/namespaces/default/pods/" + name + "-0");
    }

    String annotation(String name, String key) {
        return pod(name).at("metadata", "annotations").get(key).text();
    }

    String part(String name) {
        return annotation(name, "gpu-fraction");
    }

    /** Which pods they are. */
    Map<String, String> identities() {
        return identities(ALL);
    }

    /** Which pods these sets have. */
    Map<String, String> identities(List<String> names) {
        return names.stream()
                .collect(Collectors.toMap(
                        name -> name, name -> pod(name).at("metadata", "uid").text()));
    }

    Access access() {
        return new Access(cluster.kubeconfig(), null);
    }

    URI prometheus() {
        return cluster.prometheus();
    }

    void create(String yaml) {
        cluster.create(yaml);
    }

    /** A command on it. */
    Kerf run(String... words) {
        List<String> where = List.of(
                "--kubeconfig",
                cluster.kubeconfig().toString(),
                "--prometheus",
                prometheus().toString());
        return Kerf.run(Stream.concat(Stream.of(words), where.stream()).toArray(String[]::new));
    }

    @Override
    public void close() {
        api.close();
        cluster.close();
    }
}
