package dev.kerf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.kube.api.Access;
import dev.kerf.kube.install.Installation;
import dev.kerf.server.Running;
import dev.kerf.testbed.Await;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.Own;
import dev.kerf.testbed.TestNamespace;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A gang of ten times eight GPUs of which seventy-nine may be reclaimed, on a real API server: it is refused with the proof,
 * nobody is evicted, a pod of another queue is not held up, and {@code kerf why} prints the proof. How long the verdict and
 * that pod took, from their creation to what kubectl shows, is printed.
 */
@OnControlPlane
class CertifiedNoTest {
    private static final String PROOF = "needs 80 GPUs; queue research may reclaim 79";
    private static final int NODES = 12;
    private static final int GPUS = 8;

    private static void queue(ControlPlane plane, String name, int gpus) {
        plane.apply("""
                        apiVersion: kerf.dev/v1alpha1
                        kind: Queue
                        metadata: {name: %s}
                        spec: {resources: {nvidia.com/gpu: {guarantee: %d}}}
                        """.formatted(name, gpus)).text();
    }

    private static String pod(String name, String queue, String more, String gpus) {
        String limits = gpus.isEmpty() ? "" : ", resources: {limits: {nvidia.com/gpu: \"" + gpus + "\"}}";
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, labels: {kerf.dev/queue: %s}}
                spec:
                  schedulerName: kerf
                  %s
                  containers: [{name: main, image: none%s}]
                """.formatted(name, queue, more, limits);
    }

    /** Every GPU of every node is held by a pod of its own. */
    private static void fill(TestNamespace namespace) {
        namespace
                .apply(IntStream.range(0, NODES * GPUS)
                        .mapToObj(i -> pod(
                                "busy-" + i,
                                "busy",
                                "nodeName: %s-n-%d".formatted(namespace.name(), i / GPUS + 1),
                                "1"))
                        .collect(Collectors.joining("---\n")))
                .text();
    }

    private static void gang(TestNamespace namespace) {
        String group = """
                apiVersion: scheduling.k8s.io/v1beta1
                kind: PodGroup
                metadata: {name: train, labels: {kerf.dev/queue: research}}
                spec: {schedulingPolicy: {gang: {minCount: 10}}}
                ---
                """;
        namespace
                .apply(group
                        + IntStream.rangeClosed(1, 10)
                                .mapToObj(i ->
                                        pod("train-" + i, "research", "schedulingGroup: {podGroupName: train}", "8"))
                                .collect(Collectors.joining("---\n")))
                .text();
    }

    /** The proof is what is printed of the gang and of each of its pods. */
    private static void why(ControlPlane plane, TestNamespace namespace) {
        for (String object : List.of("podgroup/train", "pod/train-7")) {
            Kerf why = Kerf.run(
                    "why",
                    object,
                    "-n",
                    namespace.name(),
                    "--kubeconfig",
                    plane.kubeconfig().toString());
            assertThat(why.err()).isEmpty();
            assertThat(why.out()).isEqualTo(PROOF + "\n");
        }
        Kerf json = Kerf.run(
                "why",
                "podgroup/train",
                "-n",
                namespace.name(),
                "-o",
                "json",
                "--kubeconfig",
                plane.kubeconfig().toString());
        assertThat(json.out()).containsSubsequence("\"state\" : \"pending\"", "\"fit\" : \"not-now\"", PROOF);
    }

    private static void nodes(ControlPlane plane, TestNamespace namespace) {
        String amounts = "{cpu: \"64\", memory: 512Gi, pods: \"110\", nvidia.com/gpu: \"" + GPUS + "\"}";
        String yaml = IntStream.rangeClosed(1, NODES)
                .mapToObj(i -> """
                        apiVersion: v1
                        kind: Node
                        metadata: {name: %s-n-%d, labels: {nvidia.com/gpu.product: NVIDIA-A100-SXM4-80GB}}
                        status: {allocatable: %3$s, capacity: %3$s}
                        """.formatted(namespace.name(), i, amounts))
                .collect(Collectors.joining("---\n"));
        plane.kubectl().reading(yaml).run("create", "-f", "-").text();
    }

    @Test
    void seventyNineOfEighty(@Own ControlPlane plane) {
        TestNamespace namespace = plane.freshNamespace();
        Installation.kinds().forEach(kind -> plane.apply(kind.yaml()).text());
        Await.until("queues to be served", () -> plane.kubectl("get", "kq").succeeded());
        queue(plane, "busy", 17);
        queue(plane, "research", 96);
        queue(plane, "office", 0);
        nodes(plane, namespace);
        fill(namespace);
        try (Running running = Running.on(new Access(plane.kubeconfig(), null), "kerf", sentence -> {})) {
            Thread.ofVirtual().start(() -> {
                try {
                    running.run();
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                }
            });
            Await.until("all to be seen", () -> running.scheduler().open());
            gang(namespace);
            long begun = System.nanoTime();
            namespace.apply(pod("page", "office", "restartPolicy: Always", "")).text();
            namespace.await("pod/page", ".spec.nodeName", n -> !n.isEmpty());
            long page = System.nanoTime() - begun;
            namespace.await("podgroup/train", ".status.conditions[0].message", PROOF::equals);
            long verdict = System.nanoTime() - begun;
            System.out.printf(
                    "79 of 80: verdict after %d ms, the other queue's pod bound after %d ms%n",
                    Duration.ofNanos(verdict).toMillis(), Duration.ofNanos(page).toMillis());
            assertThat(namespace
                            .kubectl("get", "pods", "-l", "kerf.dev/queue=busy", "-o", "name")
                            .text()
                            .lines())
                    .hasSize(NODES * GPUS);
            why(plane, namespace);
        }
    }
}
