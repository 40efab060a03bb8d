package dev.kerf.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.kube.api.Access;
import dev.kerf.testbed.Await;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.Own;
import dev.kerf.testbed.TestNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A gang of ten times eight GPUs of which seventy-nine may be reclaimed, on a real API server: it is refused with the proof,
 * nobody is evicted, and a pod of another queue is not held up. How long both took, from their creation to what kubectl
 * shows, is printed.
 */
@OnControlPlane
class CertifiedNoTest {
    private static final Path CRD =
            Path.of(System.getProperty("kerf.root", ".."), "deploy/chart/kerf/crds/queues.kerf.dev.yaml");
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

    private static String pod(String name, String queue, String scheduler, String more, String gpus) {
        String limits = gpus.isEmpty() ? "" : ", resources: {limits: {nvidia.com/gpu: \"" + gpus + "\"}}";
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, labels: {kerf.dev/queue: %s}}
                spec:
                  schedulerName: %s
                  %s
                  containers: [{name: main, image: none%s}]
                """.formatted(name, queue, scheduler, more, limits);
    }

    /** Every GPU of every node is held by a pod of its own. */
    private static void fill(TestNamespace namespace) {
        namespace
                .apply(IntStream.range(0, NODES * GPUS)
                        .mapToObj(i -> pod(
                                "busy-" + i,
                                "busy",
                                namespace.name(),
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
                                .mapToObj(i -> pod(
                                        "train-" + i,
                                        "research",
                                        namespace.name(),
                                        "schedulingGroup: {podGroupName: train}",
                                        "8"))
                                .collect(Collectors.joining("---\n")))
                .text();
    }

    @Test
    void seventyNineOfEighty(@Own ControlPlane plane) throws IOException {
        TestNamespace namespace = plane.freshNamespace();
        plane.apply(Files.readString(CRD)).text();
        Await.until("queues to be served", () -> plane.kubectl("get", "kq").succeeded());
        queue(plane, "busy", 17);
        queue(plane, "research", 96);
        queue(plane, "office", 0);
        new Fleet(plane, namespace).nodes(NODES, "n", GPUS);
        fill(namespace);
        try (Running running = Running.on(new Access(plane.kubeconfig(), null), namespace.name(), sentence -> {})) {
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
            namespace
                    .apply(pod("page", "office", namespace.name(), "restartPolicy: Always", ""))
                    .text();
            Await.until("the page's node", () -> namespace.field("pod/page", ".spec.nodeName"), n -> !n.isEmpty());
            long page = System.nanoTime() - begun;
            Await.until(
                    "the verdict",
                    () -> namespace.field("podgroup/train", ".status.conditions[0].message"),
                    "needs 80 GPUs; queue research may reclaim 79"::equals);
            long verdict = System.nanoTime() - begun;
            System.out.printf(
                    "79 of 80: verdict after %d ms, the other queue's pod bound after %d ms%n",
                    Duration.ofNanos(verdict).toMillis(), Duration.ofNanos(page).toMillis());
            assertThat(namespace
                            .kubectl("get", "pods", "-l", "kerf.dev/queue=busy", "-o", "name")
                            .text()
                            .lines())
                    .hasSize(NODES * GPUS);
        }
    }
}
