package dev.kerf.core.forecast;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** The last so many errors of a forecast, in order of size. */
final class Residuals {
    private final int most;
    private final Deque<Double> byAge = new ArrayDeque<>();
    private double[] sorted = new double[16];

    Residuals(int most) {
        this.most = most;
    }

    void add(double residual) {
        if (byAge.size() == most) {
            remove(byAge.removeFirst());
        }
        if (byAge.size() == sorted.length) {
            sorted = Arrays.copyOf(sorted, 2 * sorted.length);
        }
        int at = place(residual);
        System.arraycopy(sorted, at, sorted, at + 1, byAge.size() - at);
        sorted[at] = residual;
        byAge.addLast(residual);
    }

    private void remove(double residual) {
        int at = place(residual);
        System.arraycopy(sorted, at + 1, sorted, at, byAge.size() - at);
    }

    private int place(double residual) {
        int found = Arrays.binarySearch(sorted, 0, byAge.size(), residual);
        return found < 0 ? -found - 1 : found;
    }

    int count() {
        return byAge.size();
    }

    /** The residual below which so many are; 0 is the smallest. */
    double ranked(int rank) {
        return sorted[Math.clamp(rank, 0, byAge.size() - 1)];
    }

    double smallest() {
        return ranked(0);
    }

    double largest() {
        return ranked(byAge.size() - 1);
    }
}
