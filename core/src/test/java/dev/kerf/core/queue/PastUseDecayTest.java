package dev.kerf.core.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How late use is remembered. */
class PastUseDecayTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void halfIsForgottenInAHalfLife() {
        assertThat(new PastUse(0.8, START).after(0, START.plus(DAY), DAY).part())
                .isEqualTo(0.4, within(1e-12));
    }

    @Test
    void itComesToWhatIsHad() {
        assertThat(new PastUse(0, START)
                        .after(0.6, START.plus(DAY.multipliedBy(30)), DAY)
                        .part())
                .isEqualTo(0.6, within(1e-6));
    }

    @Test
    void manySmallStepsComeToOneLargeOne() {
        PastUse steps = new PastUse(0.9, START);
        for (int hour = 1; hour <= 36; hour++) {
            steps = steps.after(0.3, START.plus(Duration.ofHours(hour)), DAY);
        }
        assertThat(steps.part())
                .isEqualTo(
                        new PastUse(0.9, START)
                                .after(0.3, START.plusSeconds(36 * 3600), DAY)
                                .part(),
                        within(1e-9));
    }

    @Test
    void aClockThatGoesBackChangesNothing() {
        PastUse use = new PastUse(0.5, START);
        assertThat(use.after(1, START.minusSeconds(5), DAY)).isEqualTo(use);
    }
}
