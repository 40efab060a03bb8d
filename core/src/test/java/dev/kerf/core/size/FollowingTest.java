package dev.kerf.core.size;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.forecast.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class FollowingTest {
    private static final Instant START = Instant.parse("2026-11-02T00:00:00Z");
    private static final int AN_HOUR = 12;
    private static final int A_DAY = 288;

    private static Following shown(int values, IntToDoubleFunction load) {
        Following following = new Following(new Scope(START, Duration.ofMinutes(5), AN_HOUR, 1, 0.9));
        for (int i = 0; i < values; i++) {
            following.observe(load.applyAsDouble(i));
        }
        return following;
    }

    /** Quiet nights, busy days, a slow change between them. */
    private static double days(int step) {
        double sun = Math.max(0, Math.sin(2 * Math.PI * step / A_DAY));
        return 0.1 + 0.5 * sun;
    }

    @Test
    void beforeAnythingIsSeenItIsAllThereIs() {
        assertThat(shown(0, i -> 0.1).part()).isEqualTo(1);
        assertThat(shown(100, i -> Double.NaN).part()).isEqualTo(1);
        assertThat(shown(100, i -> Double.NaN).basis()).isNull();
    }

    @Test
    void atNightOnlyTheNightsPartIsGiven() {
        Following night = shown(10 * A_DAY + 3 * A_DAY / 4, FollowingTest::days);
        Following noon = shown(10 * A_DAY + A_DAY / 4, FollowingTest::days);
        assertThat(night.part()).isLessThan(0.35);
        assertThat(noon.part()).isGreaterThan(0.55);
        assertThat(night.basis()).isNotEqualTo(Following.Basis.PERCENTILE);
    }

    @Test
    void whatCannotBeForeseenIsNotGivenByItsForecast() {
        Random random = new Random(3);
        Following wild = shown(10 * A_DAY, i -> random.nextInt(20) < 2 ? 0.5 * random.nextDouble() : 0.1);
        assertThat(wild.basis()).isNotEqualTo(Following.Basis.FORECAST);
        assertThat(wild.part()).isBetween(0.15, 0.4);
    }

    /** Bursts come and go by chance, as high as the load is busy just then; and how busy it is wanders for days. */
    @Test
    void whereHowBusyItIsWandersItsLevelIsFollowed() {
        Random random = new Random(5);
        double[] busy = {0.3};
        Following wandering = shown(14 * A_DAY, i -> {
            busy[0] = Math.clamp(busy[0] * Math.exp(0.01 * random.nextGaussian()), 0.03, 0.45);
            return busy[0] * (random.nextInt(6) == 0 ? 2 : 1);
        });
        assertThat(wandering.basis()).isEqualTo(Following.Basis.LEVEL_AND_RISE);
        // A burst is twice as busy, and how busy that is wanders within the hour; to be safe from that costs little.
        assertThat(wandering.part()).isBetween(1.3 * busy[0], 2 * 1.05 * busy[0]);
    }

    @Test
    void silenceIsNotIdleness() {
        Following silent = shown(3 * A_DAY, i -> i > 2 * A_DAY ? Double.NaN : 0.4);
        assertThat(silent.part()).isBetween(0.4, 0.42);
    }

    /** Nine values of ten lie close together: what lies above them is far above, or is not. */
    @Test
    void whatCostsLittleIsHardlyEverExceeded() {
        Random random = new Random(7);
        Following thin = shown(10 * A_DAY, i -> 0.3 + 0.01 * random.nextDouble());
        assertThat(thin.part()).isBetween(0.309, 0.32);
        Following thick = shown(10 * A_DAY, i -> random.nextInt(25) == 0 ? 0.9 : 0.3);
        assertThat(thick.part()).as("one of 25, where one of 20 may be").isBetween(0.3, 0.35);
    }
}
