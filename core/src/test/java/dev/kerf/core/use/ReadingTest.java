package dev.kerf.core.use;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a lying, halting or silent source can say, and what becomes of it. */
class ReadingTest {
    private static final Instant START = Instant.parse("2026-11-30T00:00:00Z");
    private static final Instant NOW = START.plus(Duration.ofHours(12));
    private final Reading cores = new Reading(Limits.upTo(8), START);

    private static Instant minute(long minutes) {
        return START.plus(Duration.ofMinutes(minutes));
    }

    private static Judged taken(double value) {
        return new Judged.Taken(value);
    }

    private static Judged refused(Doubt doubt) {
        return new Judged.Refused(doubt);
    }

    @Test
    void aCounterIsItsRate() {
        assertThat(cores.counter(minute(20), 100, NOW)).isEqualTo(refused(Doubt.FIRST_READING));
        assertThat(cores.counter(minute(25), 700, NOW)).isEqualTo(taken(2));
    }

    @Test
    void aCounterThatBeganAnewSaysNothingOnceAndThenGoesOn() {
        cores.counter(minute(20), 5000, NOW);
        assertThat(cores.counter(minute(25), 30, NOW)).isEqualTo(refused(Doubt.COUNTER_RESET));
        assertThat(cores.counter(minute(30), 330, NOW)).isEqualTo(taken(1));
    }

    @Test
    void overAGapThereIsNoRate() {
        cores.counter(minute(20), 0, NOW);
        assertThat(cores.counter(minute(36), 960, NOW)).isEqualTo(refused(Doubt.GAP));
        assertThat(cores.counter(minute(37), 1020, NOW)).isEqualTo(taken(1));
    }

    @Test
    void moreCoresThanThereAreIsNotBelieved() {
        cores.counter(minute(20), 0, NOW);
        assertThat(cores.counter(minute(21), 1_000_000, NOW)).isEqualTo(refused(Doubt.IMPOSSIBLE));
        assertThat(cores.counter(minute(22), 1_000_060, NOW)).isEqualTo(taken(1));
    }

    @Test
    void theSameMomentTwiceCountsOnce() {
        assertThat(cores.gauge(minute(20), 1, NOW)).isEqualTo(taken(1));
        assertThat(cores.gauge(minute(20), 3, NOW)).isEqualTo(refused(Doubt.DUPLICATE));
        assertThat(cores.gauge(minute(15), 3, NOW)).isEqualTo(refused(Doubt.OUT_OF_ORDER));
    }

    @Test
    void aClockThatIsAheadIsNotBelievedAndDoesNotShutOutWhatFollows() {
        assertThat(cores.gauge(NOW.plusSeconds(61), 1, NOW)).isEqualTo(refused(Doubt.FROM_THE_FUTURE));
        assertThat(cores.gauge(NOW.plusSeconds(60), 1, NOW)).isEqualTo(taken(1));
        Reading counter = new Reading(Limits.upTo(8), START);
        assertThat(counter.counter(NOW.plusSeconds(61), 1, NOW)).isEqualTo(refused(Doubt.FROM_THE_FUTURE));
    }

    @Test
    void theFirstTenMinutesAreNotRepresentative() {
        assertThat(cores.gauge(minute(9), 7, NOW)).isEqualTo(refused(Doubt.STARTING));
        assertThat(cores.gauge(minute(10), 1, NOW)).isEqualTo(taken(1));
        Reading counter = new Reading(Limits.upTo(8), START);
        counter.counter(minute(4), 0, NOW);
        assertThat(counter.counter(minute(9), 60, NOW)).isEqualTo(refused(Doubt.STARTING));
    }

    @Test
    void whatIsNoAmountIsRefused() {
        assertThat(cores.gauge(minute(20), Double.NaN, NOW)).isEqualTo(refused(Doubt.NOT_A_NUMBER));
        assertThat(cores.gauge(minute(21), -0.5, NOW)).isEqualTo(refused(Doubt.NEGATIVE));
        assertThat(cores.counter(minute(22), Double.POSITIVE_INFINITY, NOW)).isEqualTo(refused(Doubt.NOT_A_NUMBER));
    }

    @Test
    void theHighestRungThatSpeaksIsBelieved() {
        Activity activity = Activity.of(Map.of(Rung.SM_ACTIVE, 0.28, Rung.GPU_UTIL, 100.0));
        assertThat(activity.judged()).isEqualTo(taken(0.28));
        assertThat(activity.rung()).isEqualTo(Rung.SM_ACTIVE);
        assertThat(activity.passed()).isEmpty();
    }

    @Test
    void aRungThatLiesIsPassedAndNamed() {
        Activity activity = Activity.of(Map.of(Rung.SM_ACTIVE, 1000.0, Rung.GPU_UTIL, 40.0));
        assertThat(activity.judged()).isEqualTo(taken(0.4));
        assertThat(activity.rung()).isEqualTo(Rung.GPU_UTIL);
        assertThat(activity.passed()).containsOnly(Map.entry(Rung.SM_ACTIVE, Doubt.IMPOSSIBLE));
    }

    @Test
    void aHundredThousandPercentIsNoActivity() {
        Activity activity = Activity.of(Map.of(Rung.GPU_UTIL, 100_000.0));
        assertThat(activity.judged()).isEqualTo(refused(Doubt.IMPOSSIBLE));
        assertThat(activity.rung()).isNull();
    }

    @Test
    void silenceIsNotIdleness() {
        assertThat(Activity.of(Map.of()).judged()).isEqualTo(refused(Doubt.NO_DATA));
    }
}
