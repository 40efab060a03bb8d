package dev.kerf.core.use;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a series says of a time; a gap is not zero. */
class TrackTest {
    private static final Instant NOON = Instant.parse("2026-11-16T12:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(5);

    private static Track of(float... values) {
        return Track.of(NOON, STEP, values);
    }

    @Test
    void gapsCountForNothing() {
        Track track = of(1, Float.NaN, 3, Float.NaN);
        assertThat(track.count()).isEqualTo(2);
        assertThat(track.coverage()).isEqualTo(0.5);
        assertThat(track.mean()).isEqualTo(2);
        assertThat(track.max()).isEqualTo(3);
        assertThat(track.min()).isEqualTo(1);
        assertThat(track.quantile(0.5)).isEqualTo(1);
        assertThat(track.above(2)).isEqualTo(0.5);
        assertThat(track.lastAbove(0)).isEqualTo(NOON.plus(STEP.multipliedBy(2)));
        assertThat(of().mean()).isNaN();
        assertThat(of(Float.NaN).max()).isNaN();
    }

    @Test
    void whatIsNotToldOfATimeIsAGap() {
        Track part = of(1, 2, 3).between(NOON.minus(STEP), NOON.plus(STEP.multipliedBy(2)));
        assertThat(part).isEqualTo(Track.of(NOON.minus(STEP), STEP, new float[] {Float.NaN, 1, 2}));
        assertThat(of(1, 2, 3).last(STEP, NOON.plus(STEP.multipliedBy(3))))
                .isEqualTo(Track.of(NOON.plus(STEP.multipliedBy(2)), STEP, new float[] {3}));
    }

    @Test
    void coarserStepsAreMeansOfWhatIsTold() {
        Track coarse = of(1, 3, 5, Float.NaN, Float.NaN, Float.NaN).by(STEP.multipliedBy(2));
        assertThat(coarse).isEqualTo(Track.of(NOON, STEP.multipliedBy(2), new float[] {2, 5, Float.NaN}));
    }

    @Test
    void aRateAddsUpToAnAmount() {
        assertThat(of(2, 4).total()).isEqualTo(6 * 300.0);
    }
}
