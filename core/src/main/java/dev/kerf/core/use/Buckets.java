package dev.kerf.core.use;

import java.util.Arrays;

/**
 * How a histogram cuts its values: the first bucket is {@code first} wide, each next one wider by {@code growth}, the
 * last one has no end. A value v is known to {@code first + growth · v}. These are the buckets of the Vertical Pod
 * Autoscaler's recommender (kubernetes/autoscaler, {@code exponential histogram options}).
 *
 * @param first  width of the first bucket, above zero
 * @param growth how much wider each next one is, above zero; 0.05: 5 %
 * @param count  how many, at least 2
 */
public record Buckets(double first, double growth, int count) {
    public Buckets {
        if (!(first > 0) || !(growth > 0) || count < 2) {
            throw new IllegalArgumentException("no buckets: first " + first + ", growth " + growth + ", " + count);
        }
    }

    /** The buckets that tell values apart up to {@code most}. */
    public static Buckets upTo(double most, double first, double growth) {
        double needed = Math.log1p(growth * most / first) / Math.log1p(growth);
        return new Buckets(first, growth, (int) Math.ceil(needed) + 1);
    }

    /** The bucket a value falls in; a negative one in the first. */
    public int of(double value) {
        if (value < first) {
            return 0;
        }
        int guess = (int) Math.min(count - 1, Math.log1p(growth * value / first) / Math.log1p(growth));
        return settled(value, guess);
    }

    /** Logarithms are inexact at the borders; the borders themselves decide. */
    private int settled(double value, int guess) {
        int bucket = guess;
        while (bucket > 0 && value < start(bucket)) {
            bucket--;
        }
        while (bucket < count - 1 && value >= start(bucket + 1)) {
            bucket++;
        }
        return bucket;
    }

    /** Where each bucket begins, and where the last one ends. */
    double[] starts() {
        double[] starts = new double[count + 1];
        for (int bucket = 0; bucket <= count; bucket++) {
            starts[bucket] = start(bucket);
        }
        return starts;
    }

    /** The same bucket, found among their borders: for many values at once. */
    int of(double value, double[] starts) {
        if (value < first) {
            return 0;
        }
        int found = Arrays.binarySearch(starts, 0, count, value);
        return found >= 0 ? found : -found - 2;
    }

    /** Where a bucket begins. */
    public double start(int bucket) {
        return first * Math.expm1(bucket * Math.log1p(growth)) / growth;
    }

    /** Where it ends; of the last one, where it would end. */
    public double end(int bucket) {
        return start(bucket + 1);
    }
}
