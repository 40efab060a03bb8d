package dev.kerf.core.use;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class HistogramProperties {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration FOR_EVER = Duration.ofDays(1_000_000);
    private static final Instant NOW = Instant.parse("2026-11-30T00:00:00Z");

    private record Seen(Instant moment, double value) {}

    private static List<Seen> seen(Random random, Measure measure) {
        List<Seen> all = new ArrayList<>();
        double most = measure.buckets().start(measure.buckets().count() - 1);
        int count = 1 + random.nextInt(200);
        for (int i = 0; i < count; i++) {
            Instant moment = NOW.minusSeconds(random.nextInt(30 * 86_400));
            all.add(new Seen(moment, most * Math.pow(random.nextDouble(), 6)));
        }
        return all;
    }

    private static Histogram histogram(Measure measure, List<Seen> all) {
        Histogram histogram = new Histogram(measure.buckets(), DAY);
        all.forEach(s -> histogram.add(s.moment(), s.value(), 1));
        return histogram;
    }

    @Property(tries = 200)
    void theTrueQuantileLiesWithinTheStatedError(
            @ForAll Random random, @ForAll Measure measure, @ForAll @DoubleRange(min = 0.01, max = 1) double part) {
        List<Seen> all = seen(random, measure);
        List<Double> values = new ArrayList<>(all.stream().map(Seen::value).toList());
        Collections.sort(values);
        // Ages count nothing against so long a half-life, but for the rounding at the border itself.
        int rank = (int) Math.ceil(part * values.size() - 1e-3);
        double truth = values.get(Math.max(0, rank - 1));
        Quantile found = histogram(measure, all).quantile(part, NOW, FOR_EVER);
        double next = values.get(Math.min(values.size() - 1, Math.max(0, rank)));
        assertThat(found.least()).isLessThanOrEqualTo(next);
        assertThat(found.value()).isGreaterThanOrEqualTo(truth);
        assertThat(found.error())
                .isLessThanOrEqualTo(
                        measure.buckets().first() + measure.buckets().growth() * found.value());
    }

    @Property(tries = 200)
    void mergingIsExactInAnyOrder(
            @ForAll Random random, @ForAll Measure measure, @ForAll @IntRange(max = 5) int parts) {
        List<Seen> all = seen(random, measure);
        Histogram whole = histogram(measure, all);
        List<List<Seen>> split = new ArrayList<>();
        for (int i = 0; i <= parts; i++) {
            split.add(new ArrayList<>());
        }
        all.forEach(s -> split.get(random.nextInt(parts + 1)).add(s));
        Collections.shuffle(split, random);
        Histogram merged = new Histogram(measure.buckets(), DAY);
        split.forEach(some -> merged.merge(histogram(measure, some)));
        assertThat(merged).isEqualTo(whole);
        assertThat(merged.quantile(0.9, NOW, DAY)).isEqualTo(whole.quantile(0.9, NOW, DAY));
    }

    @Property(tries = 200)
    void whatIsWrittenIsReadBack(@ForAll Random random, @ForAll Measure measure) {
        Histogram histogram = histogram(measure, seen(random, measure));
        byte[] bytes = HistogramBytes.of(histogram);
        assertThat(HistogramBytes.read(bytes)).isEqualTo(histogram);
        assertThat(HistogramBytes.of(HistogramBytes.read(bytes))).isEqualTo(bytes);
    }

    @Property(tries = 500)
    void brokenBytesAreRefusedOrReadButNothingElseHappens(@ForAll Random random, @ForAll Measure measure) {
        byte[] bytes = HistogramBytes.of(histogram(measure, seen(random, measure)));
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        byte[] cut = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
        try {
            assertThat(HistogramBytes.read(cut).total()).isNotNegative();
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageMatching(".+");
        }
    }

    @Property(tries = 200)
    void aValueFallsInTheBucketWhoseBordersHoldIt(@ForAll Measure measure, @ForAll @DoubleRange(max = 1) double part) {
        Buckets buckets = measure.buckets();
        double value = buckets.start(buckets.count() - 1) * part;
        int bucket = buckets.of(value);
        assertThat(value).isGreaterThanOrEqualTo(buckets.start(bucket));
        if (bucket < buckets.count() - 1) {
            assertThat(value).isLessThan(buckets.end(bucket));
        }
        assertThat(buckets.of(buckets.start(bucket))).isEqualTo(bucket);
    }
}
