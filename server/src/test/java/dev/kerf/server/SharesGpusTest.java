package dev.kerf.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.model.Share;
import dev.kerf.testbed.Await;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.TestNamespace;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Parts of GPUs on a real API server whose nodes are played: the books, the reservations, and what restarts make of them. */
@OnControlPlane
class SharesGpusTest {
    private final List<String> said = new CopyOnWriteArrayList<>();

    /** Seeds; {@code KERF_REPETITIONS=50 ./build test SharesGpusTest server} for as many as the issue wants. */
    static Stream<Integer> seeds() {
        return Stream.iterate(1, i -> i + 1)
                .limit(Integer.parseInt(System.getenv().getOrDefault("KERF_REPETITIONS", "3")));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aHundredPodsAtOnceOnFourCardsNeverTakeMoreThanACard(int seed, ControlPlane plane, TestNamespace namespace) {
        SharedFleet fleet = new SharedFleet(plane, namespace).node("n", 4);
        Random random = new Random(seed);
        List<String> parts = List.of("0.04", "0.04", "0.04", "1/3", "0.25", "0.07", "0.015");
        List<String> asked = Stream.generate(() -> seed % 2 == 1 ? "0.04" : parts.get(random.nextInt(parts.size())))
                .limit(100)
                .toList();
        try (Kerf kerf = Kerf.on(plane, namespace.name(), said::add)) {
            fleet.atOnce(asked);
            Await.until("a word about all", () -> fleet.decided() == 100);
            Books books = fleet.books();
            assertThat(books.cards()).isEqualTo(books.ledger());
            assertThat(books.cards()).hasSizeLessThanOrEqualTo(4).allMatch(used -> used <= Share.WHOLE);
            assertThat(books.reservationsByGroup().keySet()).isEqualTo(books.groups());
            if (seed % 2 == 1) {
                assertThat(books.cards()).containsExactly(1000, 1000, 1000, 1000);
                assertThat(kerf.running().writes())
                        .as("a binding and an event for each pod, a reservation for each card, perhaps their namespace")
                        .isLessThanOrEqualTo(2 * 100 + 4 + 8);
            }
        }
        assertThat(said).isEmpty();
    }

    @Test
    void aPodIsToldItsGroupPartAndMemoryWithItsBindingAndTheCardGoesWithItsLastPod(
            ControlPlane plane, TestNamespace namespace) {
        SharedFleet fleet = new SharedFleet(plane, namespace).node("n", 1);
        try (Kerf _ = Kerf.on(plane, namespace.name(), said::add)) {
            fleet.pod("half", Map.of("gpu-fraction", "0.5"));
            namespace.await("pod/half", ".spec.nodeName", n -> !n.isEmpty());
            String group = namespace.field("pod/half", ".metadata.labels.runai-gpu-group");
            assertThat(group).startsWith(namespace.name() + "-n-");
            assertThat(namespace.field("pod/half", ".metadata.annotations.kerf\\.dev/gpu-portion"))
                    .isEqualTo("0.5");
            assertThat(namespace.field("pod/half", ".metadata.annotations.kerf\\.dev/gpu-memory-limit"))
                    .isEqualTo("40960m");
            fleet.pod("quarter", Map.of("gpu-memory", "20480"));
            namespace.await("pod/quarter", ".spec.nodeName", n -> !n.isEmpty());
            assertThat(namespace.field("pod/quarter", ".metadata.labels.runai-gpu-group"))
                    .isEqualTo(group);
            fleet.pod("too-much", Map.of("gpu-fraction", "0.3"));
            fleet.whole("whole");
            Await.until(
                    "its sentence",
                    () -> fleet.said("too-much"),
                    s -> s.startsWith("needs 0.3 of a GPU; the most free"));
            Await.until("its sentence", () -> fleet.said("whole"), s -> s.startsWith("needs 1 GPU"));
            fleet.end("half");
            namespace.await("pod/too-much", ".spec.nodeName", n -> !n.isEmpty());
            fleet.end("quarter");
            fleet.end("too-much");
            namespace.await("pod/whole", ".spec.nodeName", n -> !n.isEmpty());
            Await.until(
                    "no reservation", () -> fleet.books().reservationsByGroup().isEmpty());
        }
    }

    @Test
    void onePodOnSeveralCardsSharesEachOfThem(ControlPlane plane, TestNamespace namespace) {
        SharedFleet fleet = new SharedFleet(plane, namespace).node("n", 2);
        try (Kerf _ = Kerf.on(plane, namespace.name(), said::add)) {
            fleet.pod("both", Map.of("gpu-fraction", "0.5", "gpu-fraction-num-devices", "2"));
            namespace.await("pod/both", ".spec.nodeName", n -> !n.isEmpty());
            fleet.pod("a", Map.of("gpu-fraction", "0.5"));
            fleet.pod("b", Map.of("gpu-fraction", "0.4"));
            fleet.pod("c", Map.of("gpu-fraction", "0.2"));
            Await.until("its sentence", () -> fleet.said("c"), s -> s.startsWith("needs 0.2 of a GPU"));
            Books books = fleet.books();
            assertThat(books.cards()).containsExactly(900, 1000).isEqualTo(books.ledger());
            assertThat(books.reservationsByGroup()).hasSize(2);
        }
    }

    @Test
    void aSecondProcessTakesOverCollectsWhatTheFirstLeftAndRepairsWhatIsGone(
            ControlPlane plane, TestNamespace namespace) {
        SharedFleet fleet = new SharedFleet(plane, namespace).node("n", 4);
        try (Kerf _ = Kerf.on(plane, namespace.name(), said::add)) {
            fleet.atOnce(List.of("0.6", "0.6", "0.3"));
            Await.until("a word about all", () -> fleet.decided() == 3);
        }
        Books before = fleet.books();
        fleet.deleteReservations();
        fleet.reservation("left-over", "no-such-group");
        try (Kerf _ = Kerf.on(plane, namespace.name(), said::add)) {
            Await.until("reservations of just the groups", () -> {
                Books now = fleet.books();
                return now.reservationsByGroup().keySet().equals(now.groups());
            });
            fleet.pod("joins", Map.of("gpu-fraction", "0.4"));
            namespace.await("pod/joins", ".spec.nodeName", n -> !n.isEmpty());
        }
        Books after = fleet.books();
        assertThat(after.groups()).isEqualTo(before.groups());
        assertThat(after.cards()).isEqualTo(after.ledger());
    }

    @Test
    void malformedAsksGetASentenceEachAndHoldNobodyUp(ControlPlane plane, TestNamespace namespace) {
        SharedFleet fleet = new SharedFleet(plane, namespace).node("n", 1);
        try (Kerf _ = Kerf.on(plane, namespace.name(), said::add)) {
            fleet.pod("nan", Map.of("gpu-fraction", "NaN"));
            fleet.pod("two", Map.of("gpu-fraction", "0.5", "gpu-memory", "100"));
            fleet.pod("who", Map.of("gpu-fraction", "0.5", "gpu-fraction-container-name", "nobody"));
            fleet.pod("fine", Map.of("gpu-fraction", "0.5"));
            Await.until("its sentence", () -> fleet.said("nan"), s -> s.contains("impossible gpu-fraction: “NaN”"));
            Await.until("its sentence", () -> fleet.said("two"), s -> s.contains("stands beside gpu-memory"));
            Await.until(
                    "its sentence",
                    () -> fleet.said("who"),
                    s -> s.contains("“nobody” is no container of the pod; it has main"));
            namespace.await("pod/fine", ".spec.nodeName", n -> !n.isEmpty());
        }
    }
}
