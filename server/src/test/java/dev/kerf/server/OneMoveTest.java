package dev.kerf.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Placement;
import dev.kerf.kube.api.Access;
import dev.kerf.kube.api.Calls;
import dev.kerf.kube.install.Installation;
import dev.kerf.kube.schedule.Cycle;
import dev.kerf.kube.schedule.Observer;
import dev.kerf.server.http.Listen;
import dev.kerf.testbed.Await;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.Fault;
import dev.kerf.testbed.FaultyServer;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.Own;
import dev.kerf.testbed.TestNamespace;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Forty pods leave ten nodes for one gang, on a real API server that takes the evictions of some at once and lets the others,
 * and the promises, wait while cycles go by: it is one move all the same, each cycle takes all of it for done, and nobody is
 * asked to leave beside those forty. No kubelet ends them, so all of them are still there.
 */
@OnControlPlane
class OneMoveTest implements Observer {
    private static final int NODES = 12;
    private static final int AT_ONCE = 10;
    private static final int CYCLES = 3;
    private final AtomicInteger evictions = new AtomicInteger();
    private final CountDownLatch wait = new CountDownLatch(1);
    private volatile Cluster last = new Cluster(Instant.EPOCH, List.of(), List.of(), List.of(), List.of());

    private static void queue(ControlPlane plane, String name, int gpus) {
        plane.apply("""
                apiVersion: kerf.dev/v1alpha1
                kind: Queue
                metadata: {name: %s}
                spec: {resources: {nvidia.com/gpu: {guarantee: %d}}}
                """.formatted(name, gpus)).text();
    }

    private static String pod(String name, String queue, String more, int gpus) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: %1$s, labels: {kerf.dev/queue: %2$s}}
                spec:
                  schedulerName: kerf
                  %3$s
                  containers: [{name: main, image: none, resources: {limits: {nvidia.com/gpu: "%4$d"}}}]
                """.formatted(name, queue, more, gpus);
    }

    private static void given(ControlPlane plane, TestNamespace namespace) {
        Installation.kinds().forEach(kind -> plane.apply(kind.yaml()).text());
        Await.until("queues to be served", () -> plane.kubectl("get", "kq").succeeded());
        queue(plane, "busy", 16);
        queue(plane, "research", 80);
        new Fleet(plane, namespace).nodes(NODES, "n", 8);
        namespace
                .apply(IntStream.range(0, NODES * 4)
                        .mapToObj(i -> pod(
                                "b-" + i, "busy", "nodeName: %s-n-%d".formatted(namespace.name(), i % NODES + 1), 2))
                        .collect(Collectors.joining("---\n")))
                .text();
    }

    private static void gang(TestNamespace namespace) {
        String group = """
                apiVersion: scheduling.k8s.io/v1beta1
                kind: PodGroup
                metadata: {name: train}
                spec: {schedulingPolicy: {gang: {minCount: 10}}}
                ---
                """;
        namespace
                .apply(group
                        + IntStream.rangeClosed(1, 10)
                                .mapToObj(
                                        i -> pod("train-" + i, "research", "schedulingGroup: {podGroupName: train}", 8))
                                .collect(Collectors.joining("---\n")))
                .text();
    }

    @Test
    void evictionsThatArriveOneAfterTheOtherAreOneMove(@Own ControlPlane plane) {
        TestNamespace namespace = plane.freshNamespace();
        given(plane, namespace);
        Reporting reporting =
                new Reporting("test", sentence -> {}, sentence -> {}, List.of(this), Calls.UNHEARD, Listen.OFF, null);
        try (FaultyServer server = FaultyServer.before(plane, this::wait);
                Kerf kerf = Kerf.on(new Access(server.kubeconfig(), null), new Profile("kerf", null), reporting)) {
            Await.until("all to be seen", () -> kerf.running().scheduler().open());
            gang(namespace);
            Await.until("evictions", () -> evictions.get() > AT_ONCE);
            long then = kerf.running().scheduler().cycles();
            Await.until("cycles", () -> kerf.running().scheduler().cycles() - then > CYCLES);
            assertThat(shown(namespace, "busy", ".metadata.deletionTimestamp")).isEqualTo(AT_ONCE);
            assertThat(last.placed()).filteredOn(Placement::leaving).hasSize(40);
            assertThat(last.pending())
                    .filteredOn(task -> task.nominated() != null)
                    .hasSize(10);
            wait.countDown();
            Await.until("promises", () -> shown(namespace, "research", ".status.nominatedNodeName"), n -> n == 10);
            Await.until("the evictions", () -> shown(namespace, "busy", ".metadata.deletionTimestamp"), n -> n >= 40);
            assertThat(shown(namespace, "busy", ".metadata.deletionTimestamp")).isEqualTo(40);
            assertThat(evictions.get()).isEqualTo(40);
        }
    }

    @Override
    public void decided(Cycle cycle) {
        last = cycle.cluster();
    }

    /** What waits until it is let go. */
    private Fault wait(String method, String target, int nth) {
        boolean promise = method.equals("PATCH") && target.contains("/pods/train-");
        if (promise || (target.contains("/eviction") && evictions.incrementAndGet() > AT_ONCE)) {
            try {
                wait.await();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }
        return Fault.NONE;
    }

    /** How many pods of the queue have that field. */
    private static long shown(TestNamespace namespace, String queue, String field) {
        String path = "jsonpath={range .items[*]}{" + field + "}{\"\\n\"}{end}";
        return namespace
                .kubectl("get", "pods", "-l", "kerf.dev/queue=" + queue, "-o", path)
                .text()
                .lines()
                .filter(found -> !found.isEmpty())
                .count();
    }
}
