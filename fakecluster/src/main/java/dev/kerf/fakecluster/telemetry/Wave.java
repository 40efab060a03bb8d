package dev.kerf.fakecluster.telemetry;

import java.util.List;

/**
 * A value that comes again and again: points at equal distances over a period that begins at midnight UTC, straight lines
 * between, the last point joined to the first.
 *
 * @param points one: a value that stays
 * @param period in milliseconds
 * @param jitter how far values stray from the line, as a part of it
 * @param seed   for the straying
 */
record Wave(List<Double> points, long period, double jitter, long seed) implements Curve {
    static final Wave NONE = new Wave(List.of(0.0), 1000, 0, 0);

    Wave {
        points = List.copyOf(points);
    }

    @Override
    public double at(long millis) {
        double line = line((double) Math.floorMod(millis, period) / period);
        return jitter == 0 ? line : line * (1 + jitter * dice(seed ^ millis));
    }

    /** As many times as high. */
    Wave times(double factor) {
        return new Wave(points.stream().map(each -> each * factor).toList(), period, jitter, seed);
    }

    private double line(double part) {
        double at = part * points.size();
        int left = (int) at;
        double from = points.get(left);
        return from + (at - left) * (points.get((left + 1) % points.size()) - from);
    }

    /** Between -1 and 1; the same for the same number. */
    private static double dice(long number) {
        long mixed = (number ^ (number >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return ((mixed ^ (mixed >>> 33)) >> 11) / 0x1p52;
    }

    /** The surface under the lines since the beginning of 1970, in seconds; it knows no straying. */
    double sum(long millis) {
        double whole = 0;
        for (double each : points) {
            whole += each;
        }
        double width = period / 1000.0 / points.size();
        double at = (double) Math.floorMod(millis, period) / period * points.size();
        double sum = Math.floorDiv(millis, period) * whole * width;
        for (int i = 0; i < (int) at; i++) {
            sum += (points.get(i) + points.get((i + 1) % points.size())) / 2 * width;
        }
        double part = at - (int) at;
        return sum + part * width * (points.get((int) at) + line(at / points.size())) / 2;
    }
}
