package dev.kerf.core.use;

import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Values seen over time, kept in few numbers; what is older counts less.
 *
 * <p>The Vertical Pod Autoscaler's recommender multiplies each sample's weight by 2^(time / half-life) as it comes in;
 * its sums are floating-point, so the order of samples and merges shows in them. Here the counts of each stretch of time
 * (a slot) stay whole numbers, and age is applied when a quantile is asked for: merging is exact in any order, and one
 * histogram answers for a half-life of a day (to act) and of a week (to plan).
 */
public final class Histogram {
    private final Buckets buckets;
    private final Duration slot;
    private final NavigableMap<Long, Slot> slots = new TreeMap<>();

    /** An empty one. */
    public Histogram(Buckets buckets, Duration slot) {
        if (slot.toSeconds() < 1) {
            throw new IllegalArgumentException("a slot must last a second at least, is " + slot);
        }
        this.buckets = buckets;
        this.slot = slot;
    }

    public Buckets buckets() {
        return buckets;
    }

    public Duration slot() {
        return slot;
    }

    NavigableMap<Long, Slot> slots() {
        return slots;
    }

    /**
     * A value was seen, and counts so much: once, or for so many seconds.
     *
     * @throws IllegalArgumentException if it is none that the buckets can hold; judging comes before keeping
     */
    public void add(Instant moment, double value, long weight) {
        requireHeld(value);
        if (weight > 0) {
            add(number(moment), buckets.of(value), weight);
        }
    }

    private void requireHeld(double value) {
        if (!buckets.holds(value)) {
            throw new IllegalArgumentException("no bucket of " + buckets + " holds " + value);
        }
    }

    /** Every value of a series was seen once; gaps are none. */
    public void add(Track track) {
        long seconds = slot.toSeconds();
        int from = 0;
        while (from < track.size()) {
            long number = Math.floorDiv(track.second(from), seconds);
            int to = from + 1;
            while (to < track.size() && track.second(to) < (number + 1) * seconds) {
                to++;
            }
            add(track, from, to, number);
            from = to;
        }
    }

    private void add(Track track, int from, int to, long number) {
        @Nullable Slot counts = slots.get(number);
        for (int i = from; i < to; i++) {
            float value = track.value(i);
            if (!Float.isNaN(value)) {
                requireHeld(value);
                counts = counts == null ? slots.computeIfAbsent(number, n -> new Slot()) : counts;
                counts.add(buckets.of(value), 1);
            }
        }
    }

    void add(long number, int bucket, long weight) {
        slots.computeIfAbsent(number, n -> new Slot()).add(bucket, weight);
    }

    private long number(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), slot.toSeconds());
    }

    /** Takes in all that another one has seen. */
    public void merge(Histogram other) {
        if (!buckets.equals(other.buckets) || !slot.equals(other.slot)) {
            throw new IllegalArgumentException("histograms of " + other.buckets + " and " + buckets + " do not merge");
        }
        other.slots.forEach((number, counts) ->
                slots.computeIfAbsent(number, n -> new Slot()).addAll(counts));
    }

    /** Forgets what was seen before the slot of this moment. */
    public void forgetBefore(Instant moment) {
        slots.headMap(number(moment), false).clear();
    }

    /** How much was seen, whatever its age. */
    public long total() {
        return slots.values().stream().mapToLong(Slot::total).sum();
    }

    public boolean isEmpty() {
        return total() == 0;
    }

    /**
     * The value that a part of what was seen stayed at or below, a sample of one half-life ago counting half.
     *
     * @param part     0 to 1; 1 is the highest value there is
     * @param asOf     now; what is later counts as if it were now
     * @param halfLife above zero
     * @throws IllegalStateException where nothing was seen
     */
    public Quantile quantile(double part, Instant asOf, Duration halfLife) {
        double[] weights = weights(asOf, halfLife);
        double all = 0;
        for (double weight : weights) {
            all += weight;
        }
        if (!(all > 0)) {
            throw new IllegalStateException("nothing was seen");
        }
        int bucket = reached(weights, part * all);
        return new Quantile(buckets.end(bucket), buckets.end(bucket) - buckets.start(bucket));
    }

    /** The first bucket at which the sum comes to the weight wanted; the last one with any where rounding left some. */
    private static int reached(double[] weights, double wanted) {
        double sum = 0;
        int last = 0;
        for (int bucket = 0; bucket < weights.length; bucket++) {
            sum += weights[bucket];
            last = weights[bucket] > 0 ? bucket : last;
            if (weights[bucket] > 0 && sum >= wanted) {
                return bucket;
            }
        }
        return last;
    }

    /** The weight in each bucket as of a moment. */
    private double[] weights(Instant asOf, Duration halfLife) {
        int most = slots.values().stream().mapToInt(Slot::end).max().orElse(0);
        double[] weights = new double[most];
        double halves = slot.toSeconds() / (double) halfLife.toSeconds();
        long now = number(asOf);
        slots.forEach((number, counts) -> {
            double age = Math.pow(2, -halves * Math.max(0, now - number));
            for (int bucket = 0; bucket < counts.end(); bucket++) {
                weights[bucket] += age * counts.count(bucket);
            }
        });
        return weights;
    }

    /** Two that have seen the same are equal, whatever way they came to it. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Histogram that
                && java.util.Arrays.equals(HistogramBytes.of(this), HistogramBytes.of(that));
    }

    @Override
    public int hashCode() {
        return java.util.Arrays.hashCode(HistogramBytes.of(this));
    }
}
