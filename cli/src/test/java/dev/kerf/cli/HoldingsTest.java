package dev.kerf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a part that follows its load has given up, over the time it did. */
class HoldingsTest {
    private static final Instant MORNING = Instant.parse("2026-11-30T06:00:00Z");

    private static Holdings.Moment at(int hour, long thousandths) {
        return new Holdings.Moment(MORNING.plus(Duration.ofHours(hour)), thousandths);
    }

    private static Instant hour(int hour) {
        return MORNING.plus(Duration.ofHours(hour));
    }

    @Test
    void whatItHoldsLessCountsForAsLongAsItDid() {
        // 0.6 at first; 0.2 for three hours, 0.5 for one, and 0.6 again since.
        Holdings holdings = new Holdings(List.of(at(0, 600), at(3, 200), at(4, 500)));
        assertThat(holdings.less(600, hour(4))).isEqualTo((3 * 400 + 100) / 4);
        assertThat(holdings.less(600, hour(10))).isEqualTo((3 * 400 + 100) / 10);
    }

    @Test
    void whoGrewBeyondWhatItHadSavesNothing() {
        Holdings holdings = new Holdings(List.of(at(0, 200)));
        assertThat(holdings.less(500, hour(2))).isEqualTo(-300);
        assertThat(holdings.less(500, hour(0))).isEqualTo(-300);
    }
}
