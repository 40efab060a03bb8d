package dev.kerf.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.kube.api.Access;
import dev.kerf.testbed.Await;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.Outcome;
import dev.kerf.testbed.Own;
import dev.kerf.testbed.TestNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Owners of every kind on a real API server, with the pods their operators would make: each starts as a whole, and one that
 * makes no sense holds its pods with the sentence. Their kinds are defined while Kerf runs.
 */
@OnControlPlane
class OwnerKindsTest {
    private static final Path GANGS = Path.of("../objects/src/test/resources/dev/kerf/objects/gangs");
    private static final String KINDS = """
            kubeflow.org v1 PyTorchJob pytorchjobs
            kubeflow.org v1 TFJob tfjobs
            kubeflow.org v1 XGBoostJob xgboostjobs
            kubeflow.org v1 JAXJob jaxjobs
            kubeflow.org v1 PaddleJob paddlejobs
            kubeflow.org v2beta1 MPIJob mpijobs
            jobset.x-k8s.io v1alpha2 JobSet jobsets
            leaderworkerset.x-k8s.io v1 LeaderWorkerSet leaderworkersets
            ray.io v1 RayCluster rayclusters
            serving.kserve.io v1beta1 InferenceService inferenceservices
            scheduling.run.ai v2alpha2 PodGroup podgroups
            scheduling.volcano.sh v1beta1 PodGroup podgroups
            scheduling.x-k8s.io v1alpha1 PodGroup podgroups
            """;

    /** GPUs, and how many pods run with them; one GPU less, and how many run then. */
    private record Room(int gpus, int running, int runningWithOneLess) {}

    private static final Map<String, Room> ROOMS = new TreeMap<>(Map.ofEntries(
            Map.entry("pytorchjob", new Room(4, 4, 0)),
            Map.entry("tfjob", new Room(3, 3, 0)),
            Map.entry("xgboostjob", new Room(3, 3, 0)),
            Map.entry("jaxjob", new Room(2, 2, 0)),
            Map.entry("paddlejob", new Room(2, 2, 0)),
            Map.entry("mpijob", new Room(3, 3, 0)),
            Map.entry("job", new Room(2, 2, 0)),
            Map.entry("cronjob", new Room(2, 2, 0)),
            Map.entry("jobset", new Room(5, 5, 0)),
            Map.entry("trainjob", new Room(2, 2, 0)),
            Map.entry("leaderworkerset", new Room(4, 4, 2)),
            Map.entry("raycluster", new Room(3, 3, 0)),
            Map.entry("rayjob", new Room(3, 3, 0)),
            Map.entry("inferenceservice", new Room(2, 2, 0)),
            Map.entry("deployment", new Room(2, 2, 1)),
            Map.entry("statefulset", new Room(2, 2, 1)),
            Map.entry("kai", new Room(3, 3, 0)),
            Map.entry("volcano", new Room(3, 3, 0)),
            Map.entry("coscheduling", new Room(2, 2, 0))));

    private Running running(ControlPlane plane) {
        Running running = Running.on(new Access(plane.kubeconfig(), null), "kerf", sentence -> {});
        Thread.ofVirtual().start(() -> {
            try {
                running.run();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
        return running;
    }

    private static void define(ControlPlane plane) {
        Map<String, List<String[]>> byName = new LinkedHashMap<>();
        KINDS.lines().map(l -> l.split(" ", -1)).forEach(k -> byName.computeIfAbsent(
                        k[3] + "." + k[0], n -> new ArrayList<>())
                .add(k));
        String yaml = byName.entrySet().stream()
                .map(e -> """
                        apiVersion: apiextensions.k8s.io/v1
                        kind: CustomResourceDefinition
                        metadata: {name: %s%s}
                        spec:
                          group: %s
                          scope: Namespaced
                          names: {plural: %s, singular: %s, kind: %s}
                          versions:
                          - {name: %s, served: true, storage: true, schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}}
                        """.formatted(
                                e.getKey(),
                                e.getKey().endsWith("k8s.io")
                                        ? ", annotations: {api-approved.kubernetes.io: unapproved-for-a-test}"
                                        : "",
                                e.getValue().getFirst()[0],
                                e.getValue().getFirst()[3],
                                e.getValue().getFirst()[2].toLowerCase(java.util.Locale.ROOT),
                                e.getValue().getFirst()[2],
                                e.getValue().getFirst()[1]))
                .collect(Collectors.joining("---\n"));
        plane.kubectl().reading(yaml).run("create", "-f", "-").text();
        Await.until(
                "every kind to be served",
                () -> plane.kubectl().run("wait", "--for=condition=Established", "crd", "--all", "--timeout=20s"),
                Outcome::succeeded);
    }

    private static String node(TestNamespace namespace, String name, String kind, int gpus) {
        return """
                apiVersion: v1
                kind: Node
                metadata: {name: %1$s-%2$s, labels: {test: %1$s-%3$s}}
                status:
                  allocatable: {cpu: "64", memory: 512Gi, pods: "110", nvidia.com/gpu: "%4$d"}
                  capacity: {cpu: "64", memory: 512Gi, pods: "110", nvidia.com/gpu: "%4$d"}
                """.formatted(namespace.name(), name, kind, gpus);
    }

    /** Makes the owner, then its pods in its name. */
    private static void make(TestNamespace namespace, String kind, String text) {
        String[] documents = text.split("---\n", 2);
        String uid = namespace
                .plane()
                .kubectl()
                .reading(documents[0])
                .run("-n", namespace.name(), "create", "-f", "-", "-o", "jsonpath={.metadata.uid}")
                .text();
        String pods = documents[1]
                .replace("uid: UID", "uid: " + uid)
                .replace("test: TEST", "test: " + namespace.name() + "-" + kind);
        namespace
                .plane()
                .kubectl()
                .reading(pods)
                .run("-n", namespace.name(), "create", "-f", "-")
                .text();
    }

    private static int bound(String pods, String prefix) {
        return (int) pods.lines()
                .filter(l -> l.startsWith(prefix + " "))
                .filter(l -> !l.endsWith(" -"))
                .count();
    }

    private static String pods(TestNamespace namespace) {
        return namespace
                .kubectl(
                        "get",
                        "pods",
                        "--no-headers",
                        "-o",
                        "custom-columns=KIND:.spec.nodeSelector.test,NODE:.spec.nodeName")
                .text()
                .replaceAll(" +", " ")
                .replace("<none>", "-");
    }

    @Test
    void everyKindStartsAsAWholeAndARefusedOneSaysWhy(@Own ControlPlane plane) throws IOException {
        try (Running _ = running(plane)) {
            define(plane);
            startsAsAWhole(plane, plane.freshNamespace());
            saysWhy(plane, plane.freshNamespace());
        }
    }

    private void startsAsAWhole(ControlPlane plane, TestNamespace namespace) throws IOException {
        List<String> nodes = new ArrayList<>();
        ROOMS.forEach((kind, room) -> nodes.add(node(namespace, kind + "-a", kind, room.gpus() - 1)));
        plane.kubectl()
                .reading(String.join("---\n", nodes))
                .run("create", "-f", "-")
                .text();
        for (String kind : ROOMS.keySet()) {
            make(namespace, kind, Files.readString(GANGS.resolve(kind + ".yaml")));
        }
        String message =
                "jsonpath={range .items[*]}{.status.conditions[?(@.type==\"PodScheduled\")].message}{\"\\n\"}{end}";
        int waiting = ROOMS.values().stream()
                        .mapToInt(r -> r.running() - r.runningWithOneLess())
                        .sum()
                + 1;
        Await.until(
                "every gang's sentence",
                () -> namespace.kubectl("get", "pods", "-o", message).text(),
                said -> said.lines().filter(l -> l.startsWith("needs ")).count() == waiting);
        String before = pods(namespace);
        ROOMS.forEach((kind, room) -> assertThat(bound(before, namespace.name() + "-" + kind))
                .as(kind)
                .isEqualTo(room.runningWithOneLess()));
        List<String> more = new ArrayList<>();
        ROOMS.keySet().forEach(kind -> more.add(node(namespace, kind + "-b", kind, 1)));
        plane.kubectl()
                .reading(String.join("---\n", more))
                .run("create", "-f", "-")
                .text();
        for (Map.Entry<String, Room> each : ROOMS.entrySet()) {
            Await.until(
                    each.getKey(),
                    () -> bound(pods(namespace), namespace.name() + "-" + each.getKey()),
                    n -> n == each.getValue().running());
        }
        Await.until(
                "the owner's event",
                () -> namespace.kubectl("get", "events").text(),
                e -> e.contains("pytorchjob/torch") && e.contains("starts with 4 pods on 2 nodes"));
    }

    private void saysWhy(ControlPlane plane, TestNamespace namespace) throws IOException {
        List<String> cases = Files.readAllLines(GANGS.resolve("cases.csv"));
        List<String> nodes = new ArrayList<>();
        ROOMS.keySet().forEach(kind -> nodes.add(node(namespace, kind, kind, 8)));
        plane.kubectl()
                .reading(String.join("---\n", nodes))
                .run("create", "-f", "-")
                .text();
        List<String> sentences = new ArrayList<>();
        for (String line : cases.subList(1, cases.size())) {
            String[] parts = line.split("\\|", -1);
            String text = Files.readString(GANGS.resolve(parts[0] + ".yaml"));
            make(namespace, parts[0], text.replaceAll(parts[2], parts[3].replace("\\n", "\n")));
            sentences.add(parts[4]);
        }
        String message =
                "jsonpath={range .items[*]}{.status.conditions[?(@.type==\"PodScheduled\")].message}{\"\\n\"}{end}";
        Await.until(
                "every sentence",
                () -> namespace.kubectl("get", "pods", "-o", message).text(),
                said -> said.lines().toList().containsAll(sentences));
        assertThat(pods(namespace).lines()).allMatch(l -> l.endsWith(" -"));
    }
}
