package dev.kerf.server;

import dev.kerf.core.model.Share;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;
import dev.kerf.kube.api.Access;
import dev.kerf.kube.api.Api;
import dev.kerf.kube.api.Request;
import dev.kerf.objects.ClusterReader;
import dev.kerf.objects.ReadOptions;
import dev.kerf.objects.pod.Fractions;
import dev.kerf.objects.write.Documents;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.TestNamespace;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Nodes and pods of one test that shares GPUs, and what became of them. */
final class SharedFleet {
    static final String RESERVATIONS = "kerf-resource-reservation";
    private final ControlPlane plane;
    private final TestNamespace namespace;

    SharedFleet(ControlPlane plane, TestNamespace namespace) {
        this.plane = plane;
        this.namespace = namespace;
    }

    SharedFleet node(String name, int gpus) {
        String yaml = """
                apiVersion: v1
                kind: Node
                metadata: {name: %1$s-%2$s, labels: {test: %1$s, nvidia.com/gpu.memory: "81920"}}
                status:
                  allocatable: {cpu: "64", memory: 512Gi, pods: "250", nvidia.com/gpu: "%3$d"}
                  capacity: {cpu: "64", memory: 512Gi, pods: "250", nvidia.com/gpu: "%3$d"}
                """.formatted(namespace.name(), name, gpus);
        plane.kubectl().reading(yaml).run("create", "-f", "-").text();
        return this;
    }

    /** Pods {@code p-0…} that ask for these parts, all requests sent at once. */
    void atOnce(List<String> fractions) {
        try (Api api = Api.connect(new Access(plane.kubeconfig(), null))) {
            List<CompletableFuture<Integer>> sent = new ArrayList<>();
            for (int i = 0; i < fractions.size(); i++) {
                Map<String, Object> pod = object("p-" + i, Map.of("gpu-fraction", fractions.get(i)), Map.of(), true);
                String path = "/api/v1/namespaces/" + namespace.name() + "/pods";
                sent.add(api.send(Request.post(path, Documents.bytes(pod))).thenApply(answer -> {
                    if (!answer.ok()) {
                        throw new AssertionError(answer.message());
                    }
                    return answer.code();
                }));
            }
            sent.forEach(CompletableFuture::join);
        }
    }

    /** A pod as the webhook leaves it. */
    void pod(String name, Map<String, String> annotations) {
        namespace
                .apply(Documents.json(object(name, annotations, Map.of(), true)))
                .text();
    }

    /** A pod that no webhook saw. */
    void unprepared(String name) {
        Map<String, Object> pod = object(name, Map.of("gpu-fraction", "0.5"), Map.of(), false);
        namespace.apply(Documents.json(pod)).text();
    }

    void whole(String name) {
        Map<String, Object> limits = Map.of("limits", Map.of("nvidia.com/gpu", "1"));
        namespace.apply(Documents.json(object(name, Map.of(), limits, true))).text();
    }

    private Map<String, Object> object(
            String name, Map<String, String> annotations, Map<String, Object> resources, boolean prepare) {
        Map<String, Object> container = Map.of("name", "main", "image", "none", "resources", resources);
        Map<String, Object> spec = Map.of(
                "schedulerName",
                namespace.name(),
                "nodeSelector",
                Map.of("test", namespace.name()),
                "containers",
                List.of(container));
        Map<String, String> prepared = new HashMap<>(annotations);
        prepared.put("kerf.dev/gpu-container", "main");
        Map<String, Object> metadata = Map.of("name", name, "annotations", prepare ? prepared : annotations);
        return Map.of("apiVersion", "v1", "kind", "Pod", "metadata", metadata, "spec", spec);
    }

    /** A reservation that nobody asked for. */
    void reservation(String name, String group) {
        String yaml = """
                apiVersion: v1
                kind: Pod
                metadata: {name: gpu-reservation-%1$s-%3$s, namespace: %4$s, labels: {runai-gpu-group: %2$s-%3$s, kerf.dev/scheduler: %3$s}}
                spec: {nodeName: %3$s-n, containers: [{name: hold, image: none, resources: {limits: {nvidia.com/gpu: "1"}}}]}
                """.formatted(name, group, namespace.name(), RESERVATIONS);
        plane.kubectl().reading(yaml).run("create", "-f", "-").text();
    }

    void deleteReservations() {
        plane.kubectl("-n", RESERVATIONS, "delete", "pods", "--force", "-l", "kerf.dev/scheduler=" + namespace.name())
                .text();
    }

    /** As a node does when the containers have ended. */
    void end(String pod) {
        namespace.kubectl("delete", "pod", pod, "--force").text();
    }

    String said(String pod) {
        return namespace.field("pod/" + pod, ".status.conditions[?(@.type==\"PodScheduled\")].message");
    }

    /** Pods that are bound or were told why not. */
    int decided() {
        String rows = namespace
                .kubectl(
                        "get",
                        "pods",
                        "-o",
                        "jsonpath={range .items[*]}{.spec.nodeName}{.status.conditions[0].reason}{'\\n'}{end}")
                .text();
        return (int) rows.lines().filter(row -> !row.isEmpty()).count();
    }

    Books books() {
        Map<String, Integer> cards = new HashMap<>();
        String rows = namespace
                .kubectl(
                        "get",
                        "pods",
                        "-o",
                        "jsonpath={range .items[?(@.spec.nodeName)]}{.metadata.annotations.kerf\\.dev/gpu-groups}{' '}"
                                + "{.metadata.annotations.kerf\\.dev/gpu-portion}{'\\n'}{end}")
                .text();
        for (String row :
                rows.lines().filter(r -> r.contains(" ") && !r.isBlank()).toList()) {
            String[] words = row.split(" ");
            Arrays.stream(words[0].split(",")).forEach(g -> cards.merge(g, thousandths(words[1]), Integer::sum));
        }
        String reservations = plane.kubectl(
                        "-n",
                        RESERVATIONS,
                        "get",
                        "pods",
                        "--ignore-not-found",
                        "-l",
                        "kerf.dev/scheduler=" + namespace.name(),
                        "-o",
                        "jsonpath={range .items[*]}{.metadata.labels.runai-gpu-group}{'\\n'}{end}")
                .text();
        Map<String, Long> byGroup = reservations
                .lines()
                .filter(g -> !g.isEmpty())
                .collect(Collectors.groupingBy(g -> g, Collectors.counting()));
        return new Books(cards.values().stream().sorted().toList(), ledger(), cards.keySet(), byGroup);
    }

    private static int thousandths(String text) {
        try {
            return Fractions.thousandths(text);
        } catch (Fractions.FractionException broken) {
            throw new AssertionError(broken);
        }
    }

    private List<Integer> ledger() {
        String nodes = plane.kubectl("get", "nodes", "-l", "test=" + namespace.name(), "-o", "yaml")
                .text();
        String pods = namespace.kubectl("get", "pods", "-o", "yaml").text();
        InputStream both = new ByteArrayInputStream((nodes + "\n---\n" + pods).getBytes(StandardCharsets.UTF_8));
        ReadOptions options = new ReadOptions(namespace.name(), Instant.EPOCH);
        Snapshot snapshot =
                Snapshot.of(ClusterReader.read(List.of("-"), options, both).cluster());
        Workspace workspace = new Workspace(snapshot);
        return IntStream.range(0, snapshot.deviceCount())
                .map(d -> Share.WHOLE - workspace.deviceFree(d))
                .filter(used -> used != 0)
                .sorted()
                .boxed()
                .toList();
    }
}
