package dev.kerf.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Advice;
import dev.kerf.core.advise.Advisor;
import dev.kerf.core.advise.Kind;
import dev.kerf.core.advise.Scene;
import dev.kerf.core.advise.Thresholds;
import dev.kerf.core.advise.rule.Catalogue;
import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Capacity;
import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Cpu;
import dev.kerf.core.model.Gpus;
import dev.kerf.core.model.Node;
import dev.kerf.core.price.PriceBook;
import dev.kerf.core.use.Attribution;
import dev.kerf.core.use.Gpu;
import dev.kerf.core.use.History;
import dev.kerf.core.use.Lack;
import dev.kerf.core.use.Seat;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Track;
import dev.kerf.core.use.TrustMeter;
import dev.kerf.core.worth.Knobs;
import dev.kerf.sim.kerf.KerfPolicy;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is advised about a GPU that DRA gives out is a DeviceTaintRule that a real API server takes. */
@OnControlPlane
class DeviceTaintTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final Gpu GPU = new Gpu("dra-1", 3, "GPU-5f3c9a1e-0b7d-4c52-9d41-2f0e6a7b8c9d", "NVIDIA H100");

    /** One GPU told of XID 79 all day. */
    private static final class Erring implements History {
        @Override
        public Instant asOf() {
            return NOW;
        }

        @Override
        public SortedMap<Seat, Map<Signal, Seen>> of(String namespace, String workload) {
            return Collections.emptySortedMap();
        }

        @Override
        public SortedMap<Gpu, Map<Signal, Seen>> gpus() {
            float[] values = new float[288];
            Arrays.fill(values, 79);
            Track day = Track.of(NOW.minus(Duration.ofDays(1)), Duration.ofMinutes(5), values);
            Attribution whole = Attribution.WHOLE_DEVICE;
            Seen xid = new Seen(Signal.XID, day, null, whole, new TrustMeter().trust(288, whole));
            return new TreeMap<>(Map.of(GPU, Map.of(Signal.XID, xid)));
        }

        @Override
        public List<Lack> lacks() {
            return List.of();
        }
    }

    private static Action.Manifest manifest() {
        Node node = Node.of(
                        "dra-1",
                        Capacity.of(Cpu.ofCores(96), Bytes.ofGib(1152), 110),
                        new Gpus("H100", Bytes.ofGib(80), 8))
                .withLabels(Map.of("kerf.dev/can-dra", "true"));
        Scene scene = new Scene(
                new Cluster(NOW, List.of(node), List.of(), List.of(), List.of()),
                new Erring(),
                new PriceBook("test", "USD", List.of()),
                Thresholds.USUAL,
                KerfPolicy.ofWhatIsThere(Knobs.TUNED),
                1);
        Advice advice = Advisor.advise(scene, Catalogue.ALL).advice().stream()
                .filter(each -> each.draft().kind() == Kind.R20)
                .findFirst()
                .orElseThrow();
        return (Action.Manifest) advice.draft().action();
    }

    @Test
    void theRuleIsTaken(ControlPlane plane) {
        Action.Manifest taint = manifest();
        assertThat(taint.what()).isEqualTo("taint GPU " + GPU.name() + " of node dra-1");
        String made = plane.kubectl()
                .reading(taint.manifest())
                .run("create", "--dry-run=server", "-o", "yaml", "-f", "-")
                .text();
        assertThat(made)
                .contains("kind: DeviceTaintRule", "name: kerf-gpu-5f3c9a1e-0b7d-4c52-9d41-2f0e6a7b8c9d")
                .contains("device: gpu-3", "driver: gpu.nvidia.com", "pool: dra-1")
                .contains("effect: NoExecute", "value: xid-79");
    }
}
