package dev.kerf.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kerf.core.use.Attribution;
import dev.kerf.core.use.Lack;
import dev.kerf.core.use.Rung;
import dev.kerf.core.use.Seat;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Track;
import dev.kerf.fakecluster.FakeCluster;
import dev.kerf.fakecluster.Settings;
import dev.kerf.observe.prometheus.Access;
import dev.kerf.observe.prometheus.Range;
import dev.kerf.observe.series.Gathered;
import dev.kerf.observe.series.Owners;
import dev.kerf.testbed.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded cluster, as its exporters tell of it, read through its Prometheus. */
class EmbeddedTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:10Z");
    private static final Range DAYS = Range.last(Duration.ofHours(30), NOW);
    private static final String PODS = """
            apiVersion: v1
            kind: Pod
            metadata:
              name: web-1
              annotations:
                kerf.dev/told-for: 20h
                kerf.dev/load: "{gpu: 0.4, gpuMemory: 30Gi, cpu: 2, memory: 8Gi}"
              ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: web, uid: u, controller: true}]
            spec:
              nodeName: n
              containers: [{name: main, image: none, resources: {limits: {nvidia.com/gpu: "1", cpu: "4"}}}]
            ---
            apiVersion: v1
            kind: Pod
            metadata:
              name: batch
              annotations: {kerf.dev/told-for: 3h, kerf.dev/load: "{cpu: 1, memory: 2Gi}"}
            spec:
              nodeName: n
              containers: [{name: main, image: none}]
            """;

    @TempDir
    private Path folder = Path.of("");

    private Gathered read(FakeCluster cluster) {
        try (Prometheus prometheus = Prometheus.at(Access.to(cluster.prometheus()), () -> NOW)) {
            return prometheus.history(DAYS, Owners.unknown());
        }
    }

    @Test
    void whatPodsDoIsReadBack() throws IOException {
        try (FakeCluster cluster = FakeCluster.start(Settings.apiOnly()
                .measured(Duration.ofSeconds(15))
                .playing()
                .at(() -> NOW)
                .in(folder))) {
            cluster.create(node());
            cluster.create(PODS);
            Gathered history = Await.until(
                    "both pods to be told of",
                    () -> read(cluster),
                    found -> found.workloads().contains("default/Pod/batch")
                            && found.of("default", "StatefulSet/web").size() == 2);
            web(history);
            free(history);
            assertThat(history.gpus()).hasSize(2);
            assertThat(history.lacks()).extracting(Lack::name).isEmpty();
            assertThat(history.asOf()).isEqualTo("2026-11-30T12:00:00Z");
        }
    }

    private static Map<String, Object> node() {
        Map<String, String> amounts = Map.of("nvidia.com/gpu", "2", "cpu", "64", "memory", "256Gi", "pods", "110");
        Map<String, Object> metadata = Map.of(
                "name",
                "n",
                "annotations",
                Map.of("kerf.dev/told-for", "30h"),
                "labels",
                Map.of("nvidia.com/gpu.product", "NVIDIA-A100-SXM4-80GB", "nvidia.com/gpu.memory", "81920"));
        return Map.of(
                "apiVersion",
                "v1",
                "kind",
                "Node",
                "metadata",
                metadata,
                "status",
                Map.of("capacity", amounts, "allocatable", amounts));
    }

    /** One of two GPUs is held for the last 20 hours; before, no pod was told of. */
    private static void free(Gathered history) {
        Map<Signal, Seen> node =
                Objects.requireNonNull(history.nodes(Duration.ofDays(2)).get("n"));
        Track gpus = Objects.requireNonNull(node.get(Signal.FREE_GPUS)).track();
        assertThat(gpus.count()).isBetween(239, 242);
        assertThat(gpus.min()).isEqualTo(1);
        assertThat(gpus.max()).isEqualTo(1);
        assertThat(Objects.requireNonNull(node.get(Signal.FREE_CPU)).track().max())
                .isEqualTo(60);
    }

    private static void web(Gathered history) {
        Map<Seat, Map<Signal, Seen>> seats = history.of("default", "StatefulSet/web");
        assertThat(seats.keySet()).extracting(Seat::pod).containsOnly("web-1");
        Seat card = seats.keySet().stream()
                .filter(each -> !each.device().isEmpty())
                .findFirst()
                .orElseThrow();
        Map<Signal, Seen> gpu = Objects.requireNonNull(seats.get(card));
        Seen activity = Objects.requireNonNull(gpu.get(Signal.ACTIVITY));
        assertThat(activity.track().mean()).isCloseTo(0.4, within(0.01));
        assertThat(activity.rung()).isEqualTo(Rung.SM_ACTIVE);
        assertThat(activity.attribution()).isEqualTo(Attribution.WHOLE_DEVICE);
        assertThat(activity.track().count()).isBetween(239, 241);
        assertThat(activity.trust().coverage()).isGreaterThan(0.99);
        assertThat(Objects.requireNonNull(gpu.get(Signal.GPU_MEMORY)).track().max())
                .isEqualTo(30.0 * (1L << 30));
        Map<Signal, Seen> container =
                Objects.requireNonNull(seats.get(new Seat("default", "StatefulSet/web", "web-1", "main", "")));
        assertThat(Objects.requireNonNull(container.get(Signal.CPU)).track().mean())
                .isCloseTo(2, within(0.02));
    }
}
