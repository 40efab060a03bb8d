package dev.kerf.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kerf.core.use.Attribution;
import dev.kerf.core.use.Doubt;
import dev.kerf.core.use.Rung;
import dev.kerf.core.use.Seat;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import dev.kerf.observe.prometheus.Access;
import dev.kerf.observe.prometheus.Client;
import dev.kerf.observe.prometheus.Dialect;
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
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Series written as OpenMetrics, taken in by a real Prometheus, read through Kerf's client: what was written is read. */
class RealPrometheusTest {
    private static final Duration SCRAPES = Duration.ofSeconds(30);
    private static final int PER_STEP = 10;

    @TempDir
    private Path folder = Path.of("");

    /** The steps of the last day and a half, a while ago so that they are whole. */
    private final Range range = Range.last(Duration.ofHours(36), Instant.now().minus(Duration.ofHours(3)));

    @Test
    void whatWasWrittenIsRead() throws IOException, InterruptedException {
        OpenMetrics written = new OpenMetrics(range, SCRAPES);
        String card = "Hostname=\"n1\",gpu=\"0\",UUID=\"GPU-1\",modelName=\"NVIDIA L4\",exported_namespace=\"team\","
                + "exported_pod=\"web-1\",exported_container=\"main\"";
        String container = "namespace=\"team\",pod=\"web-1\",container=\"main\"";
        written.gauge("DCGM_FI_PROF_SM_ACTIVE", card, RealPrometheusTest::active);
        written.gauge("DCGM_FI_DEV_GPU_UTIL", card, sample -> sample == 25 ? 4000 : 50);
        written.gauge("DCGM_FI_DEV_FB_USED", card, RealPrometheusTest::used);
        written.counter(
                "container_cpu_usage_seconds_total",
                container,
                sample -> sample < 1205 ? 60_000 + sample * 60 : sample * 60);
        written.gauge(
                "kube_pod_owner",
                "namespace=\"team\",pod=\"web-1\",owner_kind=\"Job\",owner_name=\"train\",owner_is_controller=\"true\"",
                sample -> 1);
        nodes(written);
        Optional<dev.kerf.testbed.Prometheus> real = dev.kerf.testbed.Prometheus.holding(
                "a real Prometheus answers Kerf's questions", written.text(), folder);
        if (real.isPresent()) {
            try (dev.kerf.testbed.Prometheus prometheus = real.get();
                    Client client = new Client(Access.to(prometheus.uri()))) {
                Await.until(
                        "Prometheus to answer",
                        () -> prometheus.query("vector(1)").contains("success"));
                assertThat(client.dialect()).isEqualTo(Dialect.PROMETHEUS);
                compare(prometheus);
            }
        }
    }

    /** A node of four GPUs; a pod that runs has one and one that ended had two, and 3 of 8 cores. */
    private static void nodes(OpenMetrics written) {
        String node = "node=\"n1\",resource=";
        written.gauge("kube_node_status_allocatable", node + "\"nvidia_com_gpu\"", sample -> 4);
        written.gauge("kube_node_status_allocatable", node + "\"cpu\"", sample -> 8);
        String asked = "kube_pod_container_resource_requests";
        String web = "namespace=\"team\",pod=\"web-1\",container=\"main\",";
        String done = "namespace=\"team\",pod=\"done-1\",container=\"main\",";
        written.gauge(asked, web + node + "\"nvidia_com_gpu\"", sample -> 1);
        written.gauge(asked, web + node + "\"cpu\"", sample -> 3);
        written.gauge(asked, done + node + "\"nvidia_com_gpu\"", sample -> 2);
        written.gauge("kube_pod_status_phase", "namespace=\"team\",pod=\"web-1\",phase=\"Running\"", sample -> 1);
        written.gauge("kube_pod_status_phase", "namespace=\"team\",pod=\"done-1\",phase=\"Running\"", sample -> 0);
        written.gauge("kube_pod_status_phase", "namespace=\"team\",pod=\"done-1\",phase=\"Succeeded\"", sample -> 1);
    }

    private void free(Gathered history) {
        Map<Signal, Seen> node =
                Objects.requireNonNull(history.nodes(Duration.ofDays(2)).get("n1"));
        Seen gpus = Objects.requireNonNull(node.get(Signal.FREE_GPUS));
        assertThat(gpus.track().count()).isEqualTo(range.count());
        assertThat(gpus.track().min()).isEqualTo(3);
        assertThat(gpus.track().max()).isEqualTo(3);
        assertThat(Objects.requireNonNull(node.get(Signal.FREE_CPU)).track().max())
                .isEqualTo(5);
        assertThat(history.lacks()).extracting("name").doesNotContain("query-refused");
    }

    private static double active(long sample) {
        return sample % 997 / 1000.0;
    }

    private static double used(long sample) {
        return 1000.0 + sample % 700;
    }

    private void compare(dev.kerf.testbed.Prometheus real) {
        try (Prometheus prometheus = Prometheus.at(Access.to(real.uri()))) {
            Gathered history = prometheus.history(range, Owners.unknown());
            Map<Seat, Map<Signal, Seen>> seats = history.of("team", "Job/train");
            Map<Signal, Seen> gpu = Objects.requireNonNull(
                    seats.get(new Seat("team", "Job/train", "web-1", "main", "GPU-1")), seats::toString);
            gpu(gpu);
            Map<Signal, Seen> container = Objects.requireNonNull(
                    seats.get(new Seat("team", "Job/train", "web-1", "main", "")), seats::toString);
            cpu(Objects.requireNonNull(container.get(Signal.CPU)));
            free(history);
        }
    }

    private void gpu(Map<Signal, Seen> gpu) {
        Seen activity = Objects.requireNonNull(gpu.get(Signal.ACTIVITY));
        Seen memory = Objects.requireNonNull(gpu.get(Signal.GPU_MEMORY));
        assertThat(activity.rung()).isEqualTo(Rung.SM_ACTIVE);
        assertThat(activity.attribution()).isEqualTo(Attribution.WHOLE_DEVICE);
        assertThat(activity.track().count()).isEqualTo(range.count());
        // The step from t to t + 5 minutes has the samples after t, as each was written a little after the minute.
        for (int step = 0; step < range.count(); step++) {
            double sum = 0;
            double most = 0;
            for (int i = 0; i < PER_STEP; i++) {
                long sample = (long) step * PER_STEP + i;
                sum += active(sample);
                most = Math.max(most, used(sample));
            }
            assertThat(activity.track().value(step)).isCloseTo((float) (sum / PER_STEP), within(1e-6f));
            assertThat(memory.track().value(step)).isEqualTo((float) most * (1 << 20));
        }
    }

    private void cpu(Seen cpu) {
        assertThat(cpu.trust().refused()).containsEntry(Doubt.COUNTER_RESET, 1L);
        assertThat(cpu.track().value(120)).isNaN();
        // Written as 60,000 from the beginning on: Prometheus does not stretch a counter to before it was zero.
        for (int step = 0; step < range.count(); step++) {
            if (step != 120) {
                assertThat(cpu.track().value(step)).isCloseTo(2, within(1e-5f));
            }
        }
    }
}
