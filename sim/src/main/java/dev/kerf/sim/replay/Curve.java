package dev.kerf.sim.replay;

import java.util.Arrays;

/**
 * A quantity as a function of how much has arrived, by the published rule: the value at k % is the mean over all events
 * whose arrived percentage rounds to k (half to even), rounded to two decimals. The mean is numpy's, whose pairwise
 * order of additions decides the last digit.
 */
public final class Curve {
    /** The last column. */
    public static final int LAST = 130;

    private static final int BLOCK = 128;
    private static final int LANES = 8;
    private final double[][] events = new double[LAST + 1][16];
    private final int[] count = new int[LAST + 1];

    /** Notes the quantity at an event. */
    public void add(double arrivedPercent, double value) {
        int column = (int) Math.rint(arrivedPercent);
        if (column <= LAST) {
            if (count[column] == events[column].length) {
                events[column] = Arrays.copyOf(events[column], 2 * count[column]);
            }
            events[column][count[column]++] = value;
        }
    }

    /** Columns 0 to 130; a column without events is 0. */
    public double[] values() {
        double[] values = new double[LAST + 1];
        for (int k = 0; k <= LAST; k++) {
            values[k] = count[k] == 0 ? 0 : Math.rint(sum(events[k], 0, count[k]) / count[k] * 100) / 100;
        }
        return values;
    }

    private static double sum(double[] values, int from, int length) {
        if (length < LANES) {
            double sum = 0;
            for (int i = 0; i < length; i++) {
                sum += values[from + i];
            }
            return sum;
        }
        if (length > BLOCK) {
            int half = length / 2 - length / 2 % LANES;
            return sum(values, from, half) + sum(values, from + half, length - half);
        }
        return sumLanes(values, from, length);
    }

    private static double sumLanes(double[] values, int from, int length) {
        double[] lane = Arrays.copyOfRange(values, from, from + LANES);
        int even = length - length % LANES;
        for (int i = LANES; i < even; i++) {
            lane[i % LANES] += values[from + i];
        }
        double sum = (lane[0] + lane[1] + (lane[2] + lane[3])) + (lane[4] + lane[5] + (lane[6] + lane[7]));
        for (int i = even; i < length; i++) {
            sum += values[from + i];
        }
        return sum;
    }
}
