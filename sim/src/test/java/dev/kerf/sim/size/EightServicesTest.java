package dev.kerf.sim.size;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Capacity;
import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Cpu;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Gpus;
import dev.kerf.core.model.Need;
import dev.kerf.core.model.Node;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.size.Evidence;
import dev.kerf.core.size.JointRounding;
import dev.kerf.core.size.Margins;
import dev.kerf.core.size.Proof;
import dev.kerf.core.size.Resize;
import dev.kerf.core.size.Rounding;
import dev.kerf.core.size.Size;
import dev.kerf.core.size.Sized;
import dev.kerf.core.size.Sizer;
import dev.kerf.core.use.Attribution;
import dev.kerf.core.use.Container;
import dev.kerf.core.use.ContainerUse;
import dev.kerf.core.use.Limits;
import dev.kerf.core.use.Measure;
import dev.kerf.core.use.Reading;
import dev.kerf.core.use.Trust;
import dev.kerf.core.worth.Knobs;
import dev.kerf.sim.kerf.KerfPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * From samples to a node that can go: eight services, each alone on an A100, are watched for two weeks, sized, rounded and
 * placed by the kerf policy.
 */
class EightServicesTest {
    private static final Instant START = Instant.parse("2026-11-16T00:00:00Z");
    private static final Instant NOW = START.plus(Duration.ofDays(14));
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final int SAMPLES = 14 * 288;
    private static final Bytes CARD = Bytes.ofGib(80);
    private static final double GIB = 1L << 30;

    /** Quiet nights, days up to 0.28 of the card, one sample in 25 above it. */
    private static ContainerUse watched(Random random) {
        ContainerUse use = new ContainerUse();
        Map<Measure, Reading> readings = new EnumMap<>(Measure.class);
        readings.put(Measure.CPU, new Reading(Limits.upTo(32), START.minus(STEP.multipliedBy(10))));
        readings.put(Measure.MEMORY, new Reading(Limits.upTo(128 * GIB), START.minus(STEP.multipliedBy(10))));
        readings.put(Measure.GPU_ACTIVITY, new Reading(Limits.upTo(1), START.minus(STEP.multipliedBy(10))));
        readings.put(Measure.GPU_MEMORY, new Reading(Limits.upTo(80 * GIB), START.minus(STEP.multipliedBy(10))));
        for (int i = 0; i < SAMPLES; i++) {
            Instant moment = START.plus(STEP.multipliedBy(i));
            double day = Math.max(0, Math.sin(2 * Math.PI * (i % 288) / 288));
            double busy = random.nextInt(25) == 0 ? 0.28 + 0.1 * random.nextDouble() : 0.279 * Math.sqrt(day);
            Map<Measure, Double> values = Map.of(
                    Measure.CPU,
                    1 + day,
                    Measure.MEMORY,
                    4 * GIB,
                    Measure.GPU_ACTIVITY,
                    busy,
                    Measure.GPU_MEMORY,
                    (20 + 2 * day) * GIB);
            readings.forEach((measure, reading) ->
                    use.add(measure, moment, reading.gauge(moment, Objects.requireNonNull(values.get(measure)), NOW)));
        }
        return use;
    }

    private static Size size(int service) {
        ContainerUse use = watched(new Random(service));
        Map<Measure, Trust> trust = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            trust.put(measure, use.meter(measure).trust(SAMPLES, Attribution.WHOLE_DEVICE));
        }
        Container container = new Container("team", "Deployment/chat-" + service, "server");
        Evidence evidence = new Evidence(container, use, Map.of(), trust, NOW, Duration.ofDays(14), null);
        Sized sized = Sizer.size(evidence, CARD, Margins.USUAL);
        assertThat(sized).isInstanceOf(Sized.Known.class);
        return ((Sized.Known) sized).size();
    }

    private static Node node(String name) {
        Capacity capacity = Capacity.of(Cpu.ofCores(64), Bytes.ofGib(512), 110);
        return Node.of(name, capacity, new Gpus("NVIDIA-A100-SXM4-80GB", CARD, 4));
    }

    private static Task service(int number) {
        Need need = Need.of(Cpu.ofCores(8), Bytes.ofGib(32), new GpuNeed.Whole(1));
        return Task.of(new TaskId("team", "chat-" + number), need);
    }

    @Test
    void eightCardsBecomeThreeOnOneNode() {
        List<Placement> placed = new ArrayList<>();
        List<Resize> resizes = new ArrayList<>();
        for (int i = 1; i <= 8; i++) {
            placed.add(Placement.of(service(i), i % 2 == 0 ? "node-1" : "node-2"));
            resizes.add(new Resize(service(i).id(), size(i)));
        }
        Cluster cluster = new Cluster(NOW, List.of(node("node-1"), node("node-2")), List.of(), placed, List.of());
        Proof proof = Objects.requireNonNull(
                JointRounding.prove(cluster, resizes, Rounding.USUAL, KerfPolicy.ofWhatIsThere(Knobs.TUNED), 1));
        assertThat(proof.thousandths().values()).containsOnly(333);
        assertThat(proof.explanation())
                .startsWith("0.333 of a GPU each: 3 GPUs on 1 node; rounded up to 0.35: 4 GPUs on 1 node.");
        assertThat(proof.saving().devices()).isEqualTo(5);
        assertThat(proof.saving().returned()).isEqualTo(4);
    }
}
