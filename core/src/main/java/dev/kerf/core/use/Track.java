package dev.kerf.core.use;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What one series said over a time, at even steps. A moment without a believable value is a gap: {@code NaN}, which is not
 * zero.
 */
public final class Track {
    private final Instant start;
    private final Duration step;
    private final float[] values;

    private Track(Instant start, Duration step, float[] values) {
        this.start = start;
        this.step = step;
        this.values = values;
    }

    /**
     * A series.
     *
     * @param start  the moment of the first value
     * @param step   between two values, above zero
     * @param values in the signal's unit; NaN: nothing believable
     */
    public static Track of(Instant start, Duration step, float[] values) {
        if (step.isZero() || step.isNegative()) {
            throw new IllegalArgumentException("the step must be above zero, is " + step);
        }
        return new Track(start, step, values.clone());
    }

    public Instant start() {
        return start;
    }

    public Duration step() {
        return step;
    }

    /** The moment of the first value that is no gap; the end where there is none. */
    public Instant begun() {
        int first = 0;
        while (first < values.length && Float.isNaN(values[first])) {
            first++;
        }
        return moment(first);
    }

    /** How many moments, gaps among them. */
    public int size() {
        return values.length;
    }

    /** The value of one moment; NaN: a gap. */
    public float value(int at) {
        return values[at];
    }

    /** The moment of a value. */
    public Instant moment(int at) {
        return start.plus(step.multipliedBy(at));
    }

    /** The second of a value's moment, since 1970. */
    public long second(int at) {
        return Math.floorDiv(start.toEpochMilli() + at * step.toMillis(), 1000L);
    }

    /** The moment after the last step. */
    public Instant end() {
        return moment(values.length);
    }

    /** The same between two moments, the later one left out; the part of it that is not told of is gaps. */
    public Track between(Instant from, Instant to) {
        int first = index(from);
        int past = index(to);
        float[] some = new float[Math.max(0, past - first)];
        Arrays.fill(some, Float.NaN);
        int begin = Math.max(0, first);
        int end = Math.min(values.length, past);
        if (begin < end) {
            System.arraycopy(values, begin, some, begin - first, end - begin);
        }
        return new Track(moment(first), step, some);
    }

    /** The last so long before a moment. */
    public Track last(Duration window, Instant before) {
        return between(before.minus(window), before);
    }

    /** The same, and before its first value the highest of what others said then; of others at other steps nothing. */
    public Track after(Collection<Track> others) {
        int first = index(begun());
        float[] all = values.clone();
        for (Track other : others) {
            if (other.step.equals(step) && other.start.equals(start)) {
                for (int i = 0; i < Math.min(first, other.values.length); i++) {
                    all[i] = Float.isNaN(all[i]) || other.values[i] > all[i] ? other.values[i] : all[i];
                }
            }
        }
        return new Track(start, step, all);
    }

    /**
     * Coarser: the mean of each longer step.
     *
     * @param longer a whole multiple of the step
     */
    public Track by(Duration longer) {
        int each = Math.toIntExact(longer.dividedBy(step));
        float[] means = new float[values.length / each];
        for (int i = 0; i < means.length; i++) {
            means[i] = mean(i * each, (i + 1) * each);
        }
        return new Track(start, longer, means);
    }

    private float mean(int from, int to) {
        double sum = 0;
        int count = 0;
        for (int i = from; i < to; i++) {
            if (!Float.isNaN(values[i])) {
                sum += values[i];
                count++;
            }
        }
        return count == 0 ? Float.NaN : (float) (sum / count);
    }

    /** Values that are no gaps. */
    public int count() {
        int count = 0;
        for (float value : values) {
            count += Float.isNaN(value) ? 0 : 1;
        }
        return count;
    }

    /** The part of the moments that have a value, 0 to 1. */
    public double coverage() {
        return values.length == 0 ? 0 : count() / (double) values.length;
    }

    /** The part of the moments between two moments, the later one left out, that have a value, 0 to 1. */
    public double coverage(Instant from, Instant to) {
        int first = index(from);
        int past = index(to);
        int count = 0;
        for (int i = Math.max(0, first); i < Math.min(values.length, past); i++) {
            count += Float.isNaN(values[i]) ? 0 : 1;
        }
        return past <= first ? 0 : count / (double) (past - first);
    }

    /** The first step that begins no earlier than a moment. */
    private int index(Instant moment) {
        return (int) Math.ceilDiv(Duration.between(start, moment).toMillis(), step.toMillis());
    }

    /** The highest value; NaN: there is none. */
    public double max() {
        double max = Double.NaN;
        for (float value : values) {
            max = Float.isNaN(value) || value <= max ? max : value;
        }
        return max;
    }

    /** The lowest value; NaN: there is none. */
    public double min() {
        double min = Double.NaN;
        for (float value : values) {
            min = Float.isNaN(value) || value >= min ? min : value;
        }
        return min;
    }

    /** NaN: there are no values. */
    public double mean() {
        return sum() / count();
    }

    private double sum() {
        double sum = 0;
        for (float value : values) {
            sum += Float.isNaN(value) ? 0 : value;
        }
        return sum;
    }

    /** What the values add up to over time: a rate a second becomes an amount. */
    public double total() {
        return sum() * step.toMillis() / 1000;
    }

    /**
     * The value that this part of the values does not exceed; NaN: there are none.
     *
     * @param part 0 to 1
     */
    public double quantile(double part) {
        float[] told = told();
        if (told.length == 0) {
            return Double.NaN;
        }
        return smallest(told, Math.max(0, (int) Math.ceil(part * told.length) - 1));
    }

    /**
     * The value that would stand at a place if they were sorted; they are moved about for it.
     * C. A. R. Hoare, "Algorithm 65: Find", Communications of the ACM 4 (1961).
     */
    private static float smallest(float[] values, int place) {
        int low = 0;
        int high = values.length - 1;
        while (low < high) {
            float pivot = middle(values[low], values[(low + high) >>> 1], values[high]);
            int i = low;
            int j = high;
            while (i <= j) {
                while (values[i] < pivot) {
                    i++;
                }
                while (pivot < values[j]) {
                    j--;
                }
                if (i <= j) {
                    float moved = values[i];
                    values[i++] = values[j];
                    values[j--] = moved;
                }
            }
            high = place <= j ? j : place < i ? place : high;
            low = place >= i ? i : place > j ? place : low;
        }
        return values[place];
    }

    private static float middle(float a, float b, float c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    /** Whether {@link #quantile} of this part would be above: found by counting. */
    public boolean exceeds(double part, double bar) {
        int count = 0;
        int below = 0;
        for (float value : values) {
            count += Float.isNaN(value) ? 0 : 1;
            below += value <= bar ? 1 : 0;
        }
        return count > 0 && below < Math.max(1, (int) Math.ceil(part * count));
    }

    private float[] told() {
        float[] told = new float[values.length];
        int count = 0;
        for (float value : values) {
            if (!Float.isNaN(value)) {
                told[count] = value;
                count++;
            }
        }
        return Arrays.copyOf(told, count);
    }

    /** The part of the values that are above, 0 to 1; 0 where there are none. */
    public double above(double bar) {
        int above = 0;
        for (float value : values) {
            above += value > bar ? 1 : 0;
        }
        int count = count();
        return count == 0 ? 0 : above / (double) count;
    }

    /** The last moment with a value above; null: there is none. */
    public @Nullable Instant lastAbove(double bar) {
        for (int i = values.length - 1; i >= 0; i--) {
            if (values[i] > bar) {
                return moment(i);
            }
        }
        return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Track that
                && start.equals(that.start)
                && step.equals(that.step)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return java.util.Objects.hash(start, step) * 31 + Arrays.hashCode(values);
    }

    /** {@code 2016 of 2016 values from 2026-11-16T00:00:00Z}. */
    @Override
    public String toString() {
        return count() + " of " + size() + " values from " + start;
    }
}
