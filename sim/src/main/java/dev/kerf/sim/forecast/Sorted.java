package dev.kerf.sim.forecast;

import dev.kerf.core.forecast.Interval;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Values in order of size. */
final class Sorted {
    private double[] values = new double[64];
    private int count;

    void add(double value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        int found = Arrays.binarySearch(values, 0, count, value);
        int at = found < 0 ? -found - 1 : found;
        System.arraycopy(values, at, values, at + 1, count - at);
        values[at] = value;
        count++;
    }

    /** What lies between the tails, at the ranks of split conformal prediction; null where there is nothing. */
    @Nullable
    Interval between(double tail) {
        if (count == 0) {
            return null;
        }
        int low = Math.max(0, (int) (tail * (count + 1)) - 1);
        return new Interval(values[low], values[count - 1 - low]);
    }
}
