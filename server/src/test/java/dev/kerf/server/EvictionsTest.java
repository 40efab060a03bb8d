package dev.kerf.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.model.TaskId;
import dev.kerf.core.plan.Decision;
import dev.kerf.core.plan.Plan;
import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Reason;
import dev.kerf.kube.api.Access;
import dev.kerf.testbed.Await;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.Fault;
import dev.kerf.testbed.FaultyServer;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.TestNamespace;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Evictions that a plan decides, on a real API server. */
@OnControlPlane
class EvictionsTest {
    private final AtomicInteger evictionsAsked = new AtomicInteger();
    private final List<Runnable> beforeEach = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> open = new CopyOnWriteArrayList<>();

    @BeforeEach
    void nothingAsked() {
        evictionsAsked.set(0);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    private Running running(ControlPlane plane, TestNamespace namespace) {
        FaultyServer server = FaultyServer.before(plane, (method, target, nth) -> {
            if (target.contains("/eviction")) {
                evictionsAsked.incrementAndGet();
                beforeEach.forEach(Runnable::run);
                beforeEach.clear();
            }
            return Fault.NONE;
        });
        open.add(server);
        Running running = Running.on(new Access(server.kubeconfig(), null), namespace.name(), sentence -> {});
        open.add(running);
        Await.until("all to be seen", () -> running.scheduler().open());
        return running;
    }

    private static void standing(TestNamespace namespace, String name) {
        namespace.apply("""
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, labels: {app: guarded}}
                spec:
                  nodeName: somewhere
                  terminationGracePeriodSeconds: 0
                  containers: [{name: main, image: none}]
                """.formatted(name)).text();
        String running =
                "{\"status\":{\"phase\":\"Running\",\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}}";
        namespace
                .kubectl("patch", "pod", name, "--subresource=status", "--type=merge", "-p", running)
                .text();
    }

    private static void decide(Running running, TestNamespace namespace, String pod) {
        TaskId id = new TaskId(namespace.name(), pod);
        Reason reason = Reason.of(Code.STANDING, "node", "somewhere");
        running.scheduler().carryOut(new Plan(List.of(new Decision.Evict(id, reason)), List.of()), Instant.now());
    }

    private static String uid(TestNamespace namespace, String pod) {
        return namespace.field("pod/" + pod, ".metadata.uid");
    }

    @Test
    void aPodIsEvictedAndToldWhy(ControlPlane plane, TestNamespace namespace) {
        standing(namespace, "old");
        Running running = running(plane, namespace);
        decide(running, namespace, "old");
        Await.until("the pod to be gone", () -> uid(namespace, "old").isEmpty());
        Await.until("an event", () -> namespace.kubectl("get", "events").text().contains("Evicted"));
    }

    @Test
    void aBudgetThatForbidsItIsToldAndAskedAgainUntilItAllows(ControlPlane plane, TestNamespace namespace) {
        standing(namespace, "guarded-1");
        standing(namespace, "guarded-2");
        namespace.apply("""
                apiVersion: policy/v1
                kind: PodDisruptionBudget
                metadata: {name: guard}
                spec: {minAvailable: 2, selector: {matchLabels: {app: guarded}}}
                """).text();
        allow(namespace, 0);
        Running running = running(plane, namespace);
        Await.until("the sentence", () -> {
            decide(running, namespace, "guarded-1");
            return namespace.kubectl("get", "events").text().contains("a disruption budget forbids it");
        });
        assertThat(namespace.kubectl("get", "events").text()).contains("EvictionBlocked", "guard");
        assertThat(uid(namespace, "guarded-1")).isNotEmpty();
        allow(namespace, 1);
        Await.until("the pod to be gone", () -> {
            decide(running, namespace, "guarded-1");
            return uid(namespace, "guarded-1").isEmpty();
        });
        assertThat(uid(namespace, "guarded-2")).isNotEmpty();
        assertThat(evictionsAsked.get())
                .as("asked seldom, though decided at every look")
                .isLessThan(10);
    }

    private static void allow(TestNamespace namespace, int disruptions) {
        String status =
                "{\"status\":{\"observedGeneration\":1,\"disruptionsAllowed\":%d,\"currentHealthy\":%d,\"desiredHealthy\":2,\"expectedPods\":2}}";
        namespace
                .kubectl(
                        "patch",
                        "pdb",
                        "guard",
                        "--subresource=status",
                        "--type=merge",
                        "-p",
                        status.formatted(disruptions, 2 + disruptions))
                .text();
    }

    @Test
    void aSuccessorOfTheSameNameIsLeftAlone(ControlPlane plane, TestNamespace namespace) {
        standing(namespace, "twin");
        String first = uid(namespace, "twin");
        Running running = running(plane, namespace);
        beforeEach.add(() -> {
            namespace.kubectl("delete", "pod", "twin").text();
            standing(namespace, "twin");
        });
        decide(running, namespace, "twin");
        Await.until(
                "the eviction to be answered",
                () -> evictionsAsked.get() == 1 && running.scheduler().idle());
        assertThat(uid(namespace, "twin")).isNotEmpty().isNotEqualTo(first);
    }
}
