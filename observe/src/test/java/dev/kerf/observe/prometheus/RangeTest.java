package dev.kerf.observe.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Time in steps. */
class RangeTest {
    private static final Instant NOW = Instant.parse("2026-11-30T10:07:31Z");

    @Test
    void bordersAreMultiplesOfTheStep() {
        Range day = Range.last(Duration.ofDays(1), NOW);
        assertThat(day.end()).isEqualTo("2026-11-30T10:05:00Z");
        assertThat(day.start()).isEqualTo("2026-11-29T10:05:00Z");
        assertThat(day.count()).isEqualTo(288);
    }

    @Test
    void noPieceGoesOverMidnight() {
        List<Range> days = Range.last(Duration.ofDays(2), NOW).days();
        assertThat(days).extracting(Range::count).containsExactly(167, 288, 121);
        assertThat(days.get(1).start()).isEqualTo("2026-11-29T00:00:00Z");
    }

    @Test
    void noPieceHasMoreThanTenThousandSteps() {
        Range seconds = Range.between(NOW.minusSeconds(30_000), NOW, Duration.ofSeconds(1));
        assertThat(seconds.days()).extracting(Range::count).containsExactly(10_000, 10_000, 10_000);
    }

    @Test
    void aStepIsNoShorterThanWhatIsScraped() {
        Range hour = Range.between(NOW.minusSeconds(7200), NOW, Range.USUAL);
        assertThat(hour.coarser(Duration.ofMinutes(2))).isEqualTo(hour);
        assertThat(hour.coarser(Duration.ofMinutes(12)).step()).isEqualTo(Duration.ofMinutes(15));
    }
}
