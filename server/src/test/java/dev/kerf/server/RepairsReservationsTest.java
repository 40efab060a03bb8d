package dev.kerf.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.testbed.Await;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.TestNamespace;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Nodes that refuse a reservation, or give it another GPU than its pods have. */
@OnControlPlane
class RepairsReservationsTest {
    private static final String TOLD = ".metadata.annotations.kerf\\.dev/gpu-devices";
    private final List<String> said = new CopyOnWriteArrayList<>();

    private static void share(SharedFleet fleet, String pod) {
        fleet.pod(pod, Map.of("gpu-fraction", "0.5"));
    }

    private static String awaitTold(TestNamespace namespace, String pod) {
        namespace.await("pod/" + pod, ".status.conditions[0]", condition -> condition.contains("\"status\":\"True\""));
        return namespace.field("pod/" + pod, TOLD);
    }

    @Test
    void aPodWaitsUntilItsGpuIsKnownAndIsRefusedWhereNoWebhookSawIt(ControlPlane plane, TestNamespace namespace) {
        PlayedKubelet kubelet = new PlayedKubelet(plane, namespace);
        SharedFleet fleet = new SharedFleet(plane, namespace);
        kubelet.node(1);
        try (Kerf _ = Kerf.on(plane, namespace.name(), said::add)) {
            share(fleet, "a");
            String reservation = kubelet.await(1).getFirst();
            fleet.unprepared("unprepared");
            Await.until(
                    "its sentence",
                    () -> fleet.said("unprepared"),
                    s -> s.startsWith("asks for part of a GPU, but Kerf's admission webhook did not see it"));
            assertThat(namespace.field("pod/a", ".spec.nodeName")).isEmpty();
            kubelet.runs(reservation, "GPU-1");
            assertThat(awaitTold(namespace, "a")).isEqualTo("GPU-1");
            share(fleet, "b");
            assertThat(awaitTold(namespace, "b")).isEqualTo("GPU-1");
            assertThat(kubelet.reservations()).hasSize(1);
        }
    }

    @Test
    void aNodeThatHasNoGpuAfterAllIsAskedAgainAfterAPause(ControlPlane plane, TestNamespace namespace) {
        PlayedKubelet kubelet = new PlayedKubelet(plane, namespace);
        SharedFleet fleet = new SharedFleet(plane, namespace);
        kubelet.node(1);
        try (Kerf _ = Kerf.on(plane, namespace.name(), said::add)) {
            share(fleet, "a");
            String first = kubelet.await(1).getFirst();
            kubelet.refuses(first);
            Await.until(
                    "its sentence",
                    () -> fleet.said("a"),
                    s -> s.contains("UnexpectedAdmissionError") || s.startsWith("needs 0.5"));
            String second = Await.until("another reservation", kubelet::waiting, names -> names.size() == 1)
                    .getFirst();
            kubelet.runs(second, "GPU-1");
            assertThat(awaitTold(namespace, "a")).isEqualTo("GPU-1");
        }
        assertThat(said)
                .anyMatch(s ->
                        s.contains("refused pod kerf-resource-reservation/") && s.contains("UnexpectedAdmissionError"));
    }

    @Test
    void aNewReservationIsSoughtUntilItHasTheGpuOfItsPods(ControlPlane plane, TestNamespace namespace) {
        PlayedKubelet kubelet = new PlayedKubelet(plane, namespace);
        SharedFleet fleet = new SharedFleet(plane, namespace);
        kubelet.node(3);
        try (Kerf _ = Kerf.on(plane, namespace.name(), said::add)) {
            share(fleet, "a");
            String first = kubelet.await(1).getFirst();
            kubelet.runs(first, "GPU-1");
            awaitTold(namespace, "a");
            kubelet.ends(SharedFleet.RESERVATIONS, first);
            String wrong = kubelet.await(1).getFirst();
            kubelet.runs(wrong, "GPU-2");
            List<String> both = kubelet.await(2);
            String right = both.get(1 - both.indexOf(wrong));
            kubelet.runs(right, "GPU-1");
            Await.until("the wrong one to go", () -> kubelet.leaving(SharedFleet.RESERVATIONS, wrong));
            kubelet.ends(SharedFleet.RESERVATIONS, wrong);
            assertThat(kubelet.await(1)).containsExactly(right);
            assertThat(kubelet.leaving(namespace.name(), "a")).isFalse();
        }
    }

    @Test
    void aPodWhoseGpuWentToSomebodyElseIsEvicted(ControlPlane plane, TestNamespace namespace) {
        PlayedKubelet kubelet = new PlayedKubelet(plane, namespace);
        SharedFleet fleet = new SharedFleet(plane, namespace);
        kubelet.node(2);
        try (Kerf _ = Kerf.on(plane, namespace.name(), said::add)) {
            share(fleet, "a");
            String first = kubelet.await(1).getFirst();
            kubelet.runs(first, "GPU-1");
            awaitTold(namespace, "a");
            kubelet.ends(SharedFleet.RESERVATIONS, first);
            String wrong = kubelet.await(1).getFirst();
            kubelet.runs(wrong, "GPU-2");
            List<String> both = kubelet.await(2);
            kubelet.refuses(both.get(1 - both.indexOf(wrong)));
            Await.until("its eviction", () -> kubelet.leaving(namespace.name(), "a"));
        }
        assertThat(said).anyMatch(s -> s.contains("is evicted: its GPU GPU-1 was given to somebody else"));
    }
}
