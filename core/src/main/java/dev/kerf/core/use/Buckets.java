package dev.kerf.core.use;

import java.util.Objects;

/**
 * How a histogram cuts its values: the first bucket is {@code first} wide, each next one wider by {@code growth}, the
 * last one has no end. A value v is known to {@code first + growth · v}. These are the buckets of the Vertical Pod
 * Autoscaler's recommender (kubernetes/autoscaler, {@code exponential histogram options}).
 */
public final class Buckets {
    /** Of a double, sign, exponent and five bits of the fraction are left: values that share them are within a thirtieth. */
    private static final int COARSE = 47;

    private static final int MOST = 1 << 16;
    private final double first;
    private final double growth;
    private final int count;
    /** Where each bucket begins, and where the last one ends. */
    private final double[] starts;
    /** The bucket of the least value of each coarse number, from that of {@code first} on. */
    private final int[] guesses;

    /**
     * Buckets.
     *
     * @param first  width of the first bucket, above zero
     * @param growth how much wider each next one is, above zero; 0.05: 5 %
     * @param count  how many, from 2 to 65,536
     */
    public Buckets(double first, double growth, int count) {
        if (!(first > 0) || !(growth > 0) || count < 2 || count > MOST) {
            throw new IllegalArgumentException("no buckets: first " + first + ", growth " + growth + ", " + count);
        }
        this.first = first;
        this.growth = growth;
        this.count = count;
        this.starts = new double[count + 1];
        for (int bucket = 0; bucket <= count; bucket++) {
            starts[bucket] = first * Math.expm1(bucket * Math.log1p(growth)) / growth;
        }
        this.guesses = new int[coarse(starts[count]) - coarse(first) + 1];
        int bucket = 0;
        for (int i = 0; i < guesses.length; i++) {
            double least = Double.longBitsToDouble((long) (coarse(first) + i) << COARSE);
            bucket = settled(least, bucket);
            guesses[i] = bucket;
        }
    }

    private static int coarse(double value) {
        return (int) (Double.doubleToRawLongBits(value) >>> COARSE);
    }

    /** The buckets that tell values apart up to {@code most}. */
    public static Buckets upTo(double most, double first, double growth) {
        double needed = Math.log1p(growth * most / first) / Math.log1p(growth);
        return new Buckets(first, growth, (int) Math.ceil(needed) + 1);
    }

    public double first() {
        return first;
    }

    public double growth() {
        return growth;
    }

    public int count() {
        return count;
    }

    /** The bucket a value falls in; a negative one in the first. */
    public int of(double value) {
        if (value < first) {
            return 0;
        }
        return settled(value, guesses[Math.min(guesses.length - 1, coarse(value) - coarse(first))]);
    }

    private int settled(double value, int guess) {
        int bucket = guess;
        while (bucket < count - 1 && value >= starts[bucket + 1]) {
            bucket++;
        }
        return bucket;
    }

    /** Whether a bucket holds it: it is neither below zero nor beyond the end of the last one, and a number. */
    boolean holds(double value) {
        return value >= 0 && value < starts[count];
    }

    /** Where a bucket begins. */
    public double start(int bucket) {
        return starts[bucket];
    }

    /** Where it ends; of the last one, where it would end. */
    public double end(int bucket) {
        return starts[bucket + 1];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Buckets that && first == that.first && growth == that.growth && count == that.count;
    }

    @Override
    public int hashCode() {
        return Objects.hash(first, growth, count);
    }

    @Override
    public String toString() {
        return "Buckets[first=" + first + ", growth=" + growth + ", count=" + count + "]";
    }
}
