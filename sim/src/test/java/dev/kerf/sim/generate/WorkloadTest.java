package dev.kerf.sim.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kerf.sim.openb.OpenbPod;
import dev.kerf.sim.openb.OpenbTrace;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The made-up workload has the published proportions and is the same for the same seed. */
class WorkloadTest {
    private final OpenbTrace trace = Workload.trace(42);

    @Test
    void theSameSeedMakesTheSame() {
        assertThat(Workload.trace(42).arrivals()).isEqualTo(trace.arrivals());
        assertThat(Workload.trace(43).arrivals()).isNotEqualTo(trace.arrivals());
    }

    @Test
    void aQuarterOfThePublishedFleet() {
        assertThat(trace.nodes()).hasSize(300);
        assertThat(trace.capacity()).isEqualTo(1_533_000);
    }

    @Test
    void justEnoughPodsToAskForThirtyPercentMoreThanThereIs() {
        long asked = trace.arrivals().stream().mapToLong(OpenbPod::demand).sum();
        assertThat(asked / (double) trace.capacity()).isBetween(1.3, 1.31);
    }

    @Test
    void kindsOfPodsInThePublishedProportions() {
        assertThat(part(OpenbPod.Kind.CPU)).isCloseTo(1088 / 8152.0, within(0.03));
        assertThat(part(OpenbPod.Kind.SHARE)).isCloseTo(3078 / 8152.0, within(0.03));
        assertThat(part(OpenbPod.Kind.ONE)).isCloseTo(3911 / 8152.0, within(0.03));
    }

    private double part(OpenbPod.Kind kind) {
        return trace.arrivals().stream().filter(p -> p.kind() == kind).count()
                / (double) trace.arrivals().size();
    }

    @Test
    void everyNodeHasARankOfItsOwn() {
        assertThat(IntStream.of(trace.order().ranks()).sorted())
                .containsExactlyElementsOf(IntStream.range(0, 300).boxed().toList());
    }
}
