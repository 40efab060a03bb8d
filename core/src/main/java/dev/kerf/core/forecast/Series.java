package dev.kerf.core.forecast;

import java.time.Duration;
import java.time.Instant;

/** Values at even distances of time. What is not known is NaN, which is not zero. */
public final class Series {
    private final Instant start;
    private final Duration step;
    private final double[] values;

    /** @param start the moment of the first value */
    public Series(Instant start, Duration step, double... values) {
        if (!step.isPositive()) {
            throw new IllegalArgumentException("a step must last some time, is " + step);
        }
        this.start = start;
        this.step = step;
        this.values = values.clone();
    }

    public Instant start() {
        return start;
    }

    public Duration step() {
        return step;
    }

    public int size() {
        return values.length;
    }

    public double value(int index) {
        return values[index];
    }

    /** The first so many values. */
    public Series first(int count) {
        return new Series(start, step, java.util.Arrays.copyOf(values, count));
    }
}
