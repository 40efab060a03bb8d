package dev.kerf.core.use;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class TrackProperties {
    private static final Instant NOON = Instant.parse("2026-11-16T12:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(5);

    /** Few different values: many are equal. */
    private static float[] values(Random random, int count, int different) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextInt(different) / 8f;
        }
        return values;
    }

    @Property(tries = 500)
    void aQuantileIsTheValueThatStandsThereWhenAllAreSorted(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 300) int count,
            @ForAll @IntRange(min = 1, max = 1000) int different,
            @ForAll @DoubleRange(min = 0, max = 1) double part) {
        float[] values = values(random, count, different);
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        assertThat(Track.of(NOON, STEP, values).quantile(part))
                .isEqualTo(sorted[Math.max(0, (int) Math.ceil(part * count) - 1)]);
    }

    @Property(tries = 200)
    void theCoverageOfATimeIsThatOfItsPart(
            @ForAll Random random,
            @ForAll @IntRange(min = -20, max = 40) int from,
            @ForAll @IntRange(max = 40) int steps) {
        float[] values = values(random, 30, 3);
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] == 0 ? Float.NaN : values[i];
        }
        Track track = Track.of(NOON, STEP, values);
        Instant begin = NOON.plus(STEP.multipliedBy(from));
        Instant end = begin.plus(STEP.multipliedBy(steps));
        assertThat(track.coverage(begin, end))
                .isEqualTo(track.between(begin, end).coverage());
    }
}
