package dev.kerf.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.kube.api.Access;
import dev.kerf.testbed.Await;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.Fault;
import dev.kerf.testbed.FaultyServer;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.Own;
import dev.kerf.testbed.Program;
import dev.kerf.testbed.TestNamespace;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Kerf on a real API server: it binds what is its own, says why it cannot, and goes on after whatever happens. */
@OnControlPlane
class SchedulesTest {
    private final List<String> said = new CopyOnWriteArrayList<>();

    private Running running(ControlPlane plane, TestNamespace namespace) {
        return begun(Running.on(new Access(plane.kubeconfig(), null), namespace.name(), said::add));
    }

    static Running begun(Running running) {
        Thread.ofVirtual().start(() -> {
            try {
                running.run();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
        return running;
    }

    @Test
    void bindsItsOwnPodsAndTouchesNoOthers(ControlPlane plane, TestNamespace namespace) {
        Fleet fleet =
                new Fleet(plane, namespace).nodes(2, "n", 4).pods(4, "train", 2).pods(1, "other", 1, "someone");
        try (Running _ = running(plane, namespace)) {
            fleet.awaitBound(4);
            assertThat(namespace.field("pod/other-1", ".spec.nodeName")).isEmpty();
            assertThat(namespace.field("pod/other-1", ".status.conditions")).isEmpty();
            Await.until(
                    "an event", () -> namespace.kubectl("get", "events").text().contains("Scheduled"));
        }
    }

    @Test
    void saysWhyAPodIsPendingAndBindsItOnceThereIsRoom(ControlPlane plane, TestNamespace namespace) {
        Fleet fleet = new Fleet(plane, namespace).nodes(1, "small", 2).pods(1, "big", 4);
        try (Running _ = running(plane, namespace)) {
            String path = ".status.conditions[?(@.type==\"PodScheduled\")].message";
            namespace.await("pod/big-1", path, m -> m.startsWith("needs 4 GPUs"));
            assertThat(namespace.field("pod/big-1", ".status.conditions[0].reason"))
                    .isEqualTo("Unschedulable");
            Await.until(
                    "an event",
                    () -> namespace.kubectl("describe", "pod/big-1").text().contains("FailedScheduling"));
            fleet.nodes(1, "large", 8);
            namespace.await("pod/big-1", ".spec.nodeName", n -> n.endsWith("large-1"));
        }
    }

    @Test
    void aNoteThatComesLateDoesNotUndoWhatTheBindingTold(ControlPlane plane, TestNamespace namespace) {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch bound = new CountDownLatch(1);
        Fleet fleet = new Fleet(plane, namespace).pods(1, "late", 4);
        try (FaultyServer server = FaultyServer.before(plane, (method, target, nth) -> {
                    if (target.contains("/pods/late-1/status")) {
                        asked.countDown();
                        hold(bound);
                    }
                    return Fault.NONE;
                });
                Running running =
                        begun(Running.on(new Access(server.kubeconfig(), null), namespace.name(), said::add))) {
            hold(asked);
            fleet.nodes(1, "n", 4);
            namespace.await("pod/late-1", ".spec.nodeName", n -> !n.isEmpty());
            bound.countDown();
            Await.until("all written", () -> running.scheduler().idle());
            assertThat(namespace.field("pod/late-1", ".status.conditions[0].status"))
                    .isEqualTo("True");
        }
    }

    private static void hold(CountDownLatch until) {
        try {
            until.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aSecondProcessFindsWhatTheFirstBound(ControlPlane plane, TestNamespace namespace) {
        Fleet fleet = new Fleet(plane, namespace).nodes(1, "n", 8).pods(3, "first", 2);
        try (Running _ = running(plane, namespace)) {
            fleet.awaitBound(3);
        }
        String before = fleet.placed();
        fleet.pods(2, "second", 2);
        try (Running _ = running(plane, namespace)) {
            fleet.awaitBound(4);
            Await.until(
                    "the sentence of the fifth",
                    () -> namespace.kubectl("get", "pods", "-o", "yaml").text().contains("the most free is 0"));
        }
        assertThat(fleet.placed()).startsWith(before);
    }

    @Test
    void goesOnWhenTheServerComesBack(@Own ControlPlane plane) {
        TestNamespace namespace = plane.freshNamespace();
        Fleet fleet = new Fleet(plane, namespace).nodes(1, "n", 8).pods(1, "before", 1);
        try (Running _ = running(plane, namespace)) {
            fleet.awaitBound(1);
            plane.restart(Program.APISERVER);
            fleet.pods(2, "later", 1);
            fleet.awaitBound(3);
        }
    }
}
