package dev.kerf.fakecluster.telemetry;

import java.util.Arrays;

/**
 * One series at equal distances of time.
 *
 * @param first    the moment of the first value, in milliseconds
 * @param interval between two values
 * @param values   NaN: nothing was told
 */
public record Samples(Labels labels, long first, long interval, double[] values) {
    /** How long Prometheus looks back for a value, in milliseconds. */
    public static final long LOOK_BACK = 300_000;

    static Samples none(Labels labels, long first, long interval, int count) {
        double[] values = new double[count];
        Arrays.fill(values, Double.NaN);
        return new Samples(labels, first, interval, values);
    }

    void put(Spell spell) {
        for (int i = 0; i < values.length; i++) {
            long at = first + i * interval;
            if (spell.covers(at)) {
                values[i] = spell.curve().at(at);
            }
        }
    }

    /** The last value at or before a moment; NaN: nothing was told then, or it is too long ago. */
    public double at(long millis) {
        int last = after(millis) - 1;
        return last < 0 || millis - moment(last) >= LOOK_BACK ? Double.NaN : values[last];
    }

    /** The number of the first value after a moment. */
    public int after(long millis) {
        return (int) Math.clamp(Math.floorDiv(millis - first, interval) + 1, 0L, values.length);
    }

    /** When the value of that number was. */
    public long moment(int index) {
        return first + index * interval;
    }
}
