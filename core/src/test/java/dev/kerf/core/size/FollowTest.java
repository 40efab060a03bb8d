package dev.kerf.core.size;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerf.core.forecast.Scope;
import dev.kerf.core.use.Track;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The part for the hour that follows what was seen. */
class FollowTest {
    private static final Instant START = Instant.parse("2026-11-02T00:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final int A_DAY = 288;
    private static final Follow CLOSELY = new Follow(0.05);

    private static Track days(int values) {
        float[] load = new float[values];
        for (int i = 0; i < values; i++) {
            load[i] = (float) (0.1 + 0.5 * Math.max(0, Math.sin(2 * Math.PI * i / A_DAY)));
        }
        return Track.of(START, STEP, load);
    }

    private static Followed of(Track load) {
        return Objects.requireNonNull(CLOSELY.of(load));
    }

    @Test
    void itIsWhatFollowingSaysAfterTheLastWholeHour() {
        Track load = days(10 * A_DAY + 7);
        Following one = new Following(new Scope(load.moment(7), STEP, 12, 1, 0.9));
        for (int i = 7; i < load.size(); i++) {
            one.observe(load.value(i));
        }
        assertThat(of(load).part()).isEqualTo(one.part());
        assertThat(of(load).basis()).isEqualTo(one.basis());
    }

    @Test
    void theMeanOfAWeekLiesBetweenNightAndDay() {
        Followed night = of(days(10 * A_DAY + 3 * A_DAY / 4));
        Followed noon = of(days(10 * A_DAY + A_DAY / 4));
        assertThat(night.part()).isLessThan(0.35);
        assertThat(noon.part()).isGreaterThan(0.55);
        assertThat(night.mean()).isBetween(night.part(), noon.part());
        assertThat(noon.mean()).isBetween(night.part(), noon.part());
    }

    @Test
    void whatIsToldOfByTheHourIsNotFollowed() {
        assertThat(CLOSELY.of(days(10 * A_DAY).by(Duration.ofHours(1)))).isNull();
        assertThat(CLOSELY.of(Track.of(START, STEP, new float[0]))).isNull();
    }

    @Test
    void neverAndHalfOfTheTimeAreNoWish() {
        assertThatThrownBy(() -> new Follow(0)).hasMessageContaining("not 0.0");
        assertThatThrownBy(() -> new Follow(0.5)).hasMessageContaining("not 0.5");
    }
}
