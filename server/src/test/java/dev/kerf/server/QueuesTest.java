package dev.kerf.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.model.TaskId;
import dev.kerf.core.plan.Decision;
import dev.kerf.core.plan.Plan;
import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Fit;
import dev.kerf.core.reason.Reason;
import dev.kerf.kube.api.Access;
import dev.kerf.kube.api.Calls;
import dev.kerf.server.http.Listen;
import dev.kerf.testbed.Await;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.Own;
import dev.kerf.testbed.TestNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Kerf's queues, and nodes that are promised to pods, on a real API server. */
@OnControlPlane
class QueuesTest {
    private static final String READY = ".status.conditions[?(@.type==\"Ready\")]";
    private static final Path CRD =
            Path.of(System.getProperty("kerf.root", ".."), "deploy/chart/kerf/crds/queues.kerf.dev.yaml");

    private static Running running(ControlPlane plane, TestNamespace namespace) {
        Reporting reporting = new Reporting(
                "test", sentence -> {}, sentence -> {}, List.of(), Calls.UNHEARD, Listen.parse("0"), null);
        return Kerf.on(new Access(plane.kubeconfig(), null), new Profile(namespace.name(), null), reporting)
                .running();
    }

    private static void queue(ControlPlane plane, String name, String spec) {
        plane.apply("apiVersion: kerf.dev/v1alpha1\nkind: Queue\nmetadata: {name: %s}\nspec: %s\n"
                        .formatted(name, spec))
                .text();
    }

    private static String field(ControlPlane plane, String queue, String path) {
        return plane.kubectl("get", "kq", queue, "--ignore-not-found", "-o", "jsonpath={" + path + "}")
                .text();
    }

    @Test
    void aQueueIsToldWhatItHasAndABadOneWhatIsWrong(@Own ControlPlane plane) throws IOException {
        TestNamespace namespace = plane.freshNamespace();
        try (Running running = running(plane, namespace)) {
            plane.apply(Files.readString(CRD)).text();
            Await.until("queues to be served", () -> plane.kubectl("get", "kq").succeeded());
            queue(plane, "company", "{}");
            queue(plane, "research", "{parent: company, resources: {nvidia.com/gpu: {guarantee: 2}}}");
            queue(plane, "lost", "{parent: none}");
            namespace
                    .kubectl("label", "namespace", namespace.name(), "kerf.dev/queue=research")
                    .text();
            new Fleet(plane, namespace).nodes(1, "n", 4).pods(5, "train", 1);
            Await.until(
                    "four bound pods", () -> field(plane, "research", ".status.used.nvidia\\.com/gpu"), "4"::equals);
            Await.until("one that waits", () -> field(plane, "research", ".status.pending"), "1"::equals);
            assertThat(field(plane, "research", ".status.guarantee.nvidia\\.com/gpu"))
                    .isEqualTo("2");
            assertThat(field(plane, "research", READY + ".status")).isEqualTo("True");
            toldInMetrics(Scrape.of(running));
            assertThat(field(plane, "research", READY + ".message"))
                    .isEqualTo("is sure of 2 GPUs, deserves 4 GPUs and has 4 GPUs; 1 pod is waiting");
            Await.until(
                    "the bad one's condition", () -> field(plane, "lost", READY + ".reason"), "ParentMissing"::equals);
            assertThat(field(plane, "lost", READY + ".message"))
                    .isEqualTo("takes no work: it is part of queue none, which does not exist");
            queue(plane, "lost", "{priority: 100}");
            Await.until("it to be put right", () -> field(plane, "lost", READY + ".status"), "True"::equals);
        }
    }

    private static void toldInMetrics(Scrape scrape) throws IOException {
        String[] gpus = {"queue", "research", "resource", "nvidia.com/gpu"};
        assertThat(scrape.value("kerf_queue_guarantee", gpus)).isEqualTo(2);
        assertThat(scrape.value("kerf_queue_share", gpus)).isEqualTo(4);
        assertThat(scrape.value("kerf_queue_used", gpus)).isEqualTo(4);
        assertThat(scrape.value("kerf_queue_pending_pods", "queue", "company")).isEqualTo(1);
        OperationsPage.listsAll(scrape);
    }

    /** Each pod of one GPU, charged to the queue. */
    private static void work(TestNamespace namespace, String queue, int pods) {
        String yaml = IntStream.rangeClosed(1, pods)
                .mapToObj(i -> """
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: %1$s-%2$d, labels: {kerf.dev/queue: %1$s}}
                        spec:
                          schedulerName: %3$s
                          terminationGracePeriodSeconds: 0
                          containers: [{name: main, image: none, resources: {limits: {nvidia.com/gpu: "1"}}}]
                        """.formatted(queue, i, namespace.name()))
                .collect(Collectors.joining("---\n"));
        namespace.apply(yaml).text();
    }

    @Test
    void aQueueGetsItsGuaranteeBack(@Own ControlPlane plane) throws IOException {
        TestNamespace namespace = plane.freshNamespace();
        plane.apply(Files.readString(CRD)).text();
        Await.until("queues to be served", () -> plane.kubectl("get", "kq").succeeded());
        queue(plane, "greedy", "{resources: {nvidia.com/gpu: {guarantee: 2}}}");
        queue(plane, "late", "{resources: {nvidia.com/gpu: {guarantee: 2}}}");
        new Fleet(plane, namespace).nodes(1, "n", 4);
        work(namespace, "greedy", 4);
        try (Running running = running(plane, namespace)) {
            Await.until("four bound pods", () -> field(plane, "greedy", ".status.used.nvidia\\.com/gpu"), "4"::equals);
            work(namespace, "late", 2);
            Await.until(
                    "the late ones to be bound",
                    () -> namespace.field("pod/late-1", ".spec.nodeName") + ","
                            + namespace.field("pod/late-2", ".spec.nodeName"),
                    nodes -> nodes.equals("%1$s-n-1,%1$s-n-1".formatted(namespace.name())));
            assertThat(namespace
                            .kubectl("get", "pods", "-l", "kerf.dev/queue=greedy", "-o", "name")
                            .text()
                            .lines())
                    .hasSize(2);
            Await.until(
                    "their event",
                    () -> namespace.kubectl("get", "events").text().contains("leaves for"));
            Await.until("the books", () -> field(plane, "greedy", ".status.used.nvidia\\.com/gpu"), "2"::equals);
            assertThat(Scrape.of(running).value("kerf_queue_used")).isPositive();
            plane.kubectl("delete", "kq", "--all").text();
            Await.until(
                    "no more word of queues",
                    () -> Double.isNaN(Scrape.of(running).value("kerf_queue_used")));
        }
    }

    @Test
    void aPromisedNodeIsWrittenOnThePodAndTakenBack(ControlPlane plane, TestNamespace namespace) {
        new Fleet(plane, namespace).pods(1, "train", 1);
        try (Running running = Running.on(new Access(plane.kubeconfig(), null), namespace.name(), sentence -> {})) {
            Await.until("all to be seen", () -> running.scheduler().open());
            TaskId pod = new TaskId(namespace.name(), "train-1");
            Reason promise = Reason.of(Code.PLACED, "node", "n-1", "devices", "");
            decide(running, new Decision.Nominate(pod, "n-1", List.of(), promise, null));
            namespace.await("pod/train-1", ".status.nominatedNodeName", "n-1"::equals);
            assertThat(namespace.field("pod/train-1", ".status.conditions[?(@.type==\"PodScheduled\")].message"))
                    .isEqualTo("goes to n-1");
            decide(running, new Decision.Hold(pod, Fit.NOT_NOW, Reason.of(Code.NO_NODES)));
            Await.until("it to be gone", () -> namespace.field("pod/train-1", ".status.nominatedNodeName"), ""::equals);
        }
    }

    private static void decide(Running running, Decision decision) {
        running.scheduler().carryOut(new Plan(List.of(decision), List.of()), Instant.now());
    }
}
