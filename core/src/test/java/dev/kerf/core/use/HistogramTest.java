package dev.kerf.core.use;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HistogramTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    private static Histogram cpu() {
        return new Histogram(Measure.CPU.buckets(), DAY);
    }

    /** Four days at two cores, then one at half a core. */
    private static Histogram calmer() {
        Histogram histogram = cpu();
        for (int hour = 0; hour < 5 * 24; hour++) {
            histogram.add(NOW.minus(Duration.ofHours(hour)), hour < 24 ? 0.5 : 2, 1);
        }
        return histogram;
    }

    @Test
    void theSameHistogramAnswersForActingAndForPlanning() {
        assertThat(calmer().quantile(0.5, NOW, Duration.ofHours(12)).value()).isLessThan(0.6);
        assertThat(calmer().quantile(0.5, NOW, WEEK).value()).isGreaterThan(1.9);
    }

    @Test
    void theBucketsAreThoseOfTheVerticalPodAutoscaler() {
        assertThat(Measure.CPU.buckets().count()).isEqualTo(176);
        assertThat(Measure.CPU.buckets().end(0)).isEqualTo(0.01);
        assertThat(Measure.CPU.buckets().end(1)).isCloseTo(0.0205, org.assertj.core.data.Offset.offset(1e-12));
    }

    @Test
    void aDayOfFiveMinuteSamplesTakesFewBytes() {
        Histogram histogram = new Histogram(Measure.GPU_ACTIVITY.buckets(), DAY);
        Instant midnight = Instant.parse("2026-11-30T00:00:00Z");
        for (int i = 0; i < 288; i++) {
            histogram.add(midnight.plusSeconds(300L * i), 0.5 + 0.3 * Math.sin(i / 10.0), 1);
        }
        assertThat(HistogramBytes.of(histogram).length).isLessThan(200);
    }

    @Test
    void whatIsForgottenCountsNoMore() {
        Histogram histogram = calmer();
        histogram.forgetBefore(NOW.minus(Duration.ofHours(11)));
        assertThat(histogram.quantile(1, NOW, WEEK).value()).isLessThan(0.6);
        assertThat(histogram.total()).isEqualTo(13);
    }

    @Test
    void nothingSeenIsNotZero() {
        assertThat(cpu().isEmpty()).isTrue();
        assertThatThrownBy(() -> cpu().quantile(0.9, NOW, WEEK)).hasMessage("nothing was seen");
    }

    @Test
    void whatNoBucketHoldsIsRefused() {
        assertThatThrownBy(() -> cpu().add(NOW, -1, 1)).hasMessageContaining("holds -1.0");
        assertThatThrownBy(() -> cpu().add(NOW, Double.NaN, 1)).hasMessageContaining("holds NaN");
        assertThatThrownBy(() -> cpu().add(NOW, 1e9, 1)).hasMessageContaining("holds 1.0E9");
    }

    @Test
    void histogramsOfDifferentBucketsDoNotMerge() {
        Histogram memory = new Histogram(Measure.MEMORY.buckets(), DAY);
        assertThatThrownBy(() -> cpu().merge(memory)).hasMessageContaining("do not merge");
    }

    @Test
    void anotherVersionIsNotGuessedAt() {
        byte[] bytes = HistogramBytes.of(calmer());
        bytes[0] = 2;
        assertThatThrownBy(() -> HistogramBytes.read(bytes)).hasMessageContaining("version 2");
    }
}
