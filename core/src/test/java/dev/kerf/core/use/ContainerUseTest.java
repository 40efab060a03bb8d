package dev.kerf.core.use;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ContainerUseTest {
    private static final Instant START = Instant.parse("2026-11-30T00:00:00Z");
    private static final Instant NOW = START.plus(Duration.ofDays(1));
    private static final Duration WEEK = Duration.ofDays(7);

    /** A day of a pod that used so many bytes, with one sample in ten impossible. */
    private static ContainerUse day(double bytes) {
        ContainerUse use = new ContainerUse();
        Reading memory = new Reading(Limits.upTo(1e11), START.minus(WEEK));
        for (int i = 0; i < 280; i++) {
            Instant moment = START.plusSeconds(300L * i);
            use.add(Measure.MEMORY, moment, memory.gauge(moment, i % 10 == 9 ? 9e11 : bytes, NOW));
        }
        return use;
    }

    @Test
    void whatIsRefusedIsCountedAndNotRemembered() {
        ContainerUse use = day(2e9);
        assertThat(use.of(Measure.MEMORY).total()).isEqualTo(252);
        assertThat(use.of(Measure.MEMORY).quantile(1, NOW, WEEK).value()).isBetween(2e9, 2.2e9);
        Trust trust = use.meter(Measure.MEMORY).trust(288, Attribution.WHOLE_DEVICE);
        assertThat(trust).hasToString("252 of 288 samples believed; not: 8 never came, 28 more than there is");
        assertThat(trust.coverage()).isEqualTo(0.875);
    }

    @Test
    void thePodsOfAWorkloadAreOne() {
        ContainerUse use = day(2e9);
        use.merge(day(5e9));
        assertThat(use.of(Measure.MEMORY).quantile(0.5, NOW, WEEK).value()).isLessThan(2.2e9);
        assertThat(use.of(Measure.MEMORY).quantile(0.51, NOW, WEEK).value()).isGreaterThan(5e9);
        assertThat(use.meter(Measure.MEMORY)
                        .trust(576, Attribution.WHOLE_DEVICE)
                        .taken())
                .isEqualTo(504);
    }

    @Test
    void anEvenSplitIsWorthLessThanADeviceOfOnesOwn() {
        TrustMeter meter = new TrustMeter();
        meter.add(new Judged.Taken(1));
        assertThat(meter.trust(1, Attribution.EVEN_SPLIT).worth()).isEqualTo(0.4);
        assertThat(meter.trust(1, Attribution.WHOLE_DEVICE).worth()).isEqualTo(1);
        assertThat(meter.trust(1, Attribution.WHOLE_DEVICE)).hasToString("1 of 1 samples believed");
        assertThat(meter.trust(0, Attribution.WHOLE_DEVICE).coverage()).isZero();
    }

    @Test
    void aContainerIsNamedAsPeopleKnowIt() {
        assertThat(new Container("team", "Deployment/web", "server")).hasToString("team/Deployment/web:server");
    }
}
