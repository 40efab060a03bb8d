package dev.kerf.core.forecast;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * How a series grows from day to day: the median of the slopes between all pairs of the last weeks' daily medians
 * (Theil 1950, Sen 1968), which up to 29 % of days gone wrong cannot bend. None before there is a week.
 */
final class Trend {
    private static final int LEAST_DAYS = 7;
    private static final int MOST_DAYS = 28;
    private static final long SECONDS_A_DAY = 86_400;

    private final Deque<double[]> days = new ArrayDeque<>();
    private final List<Double> today = new ArrayList<>();
    private long day = Long.MIN_VALUE;
    private double slope;

    void observe(Instant moment, double value) {
        long now = Math.floorDiv(moment.getEpochSecond(), SECONDS_A_DAY);
        if (now != day && !today.isEmpty()) {
            close();
        }
        day = now;
        today.add(value);
    }

    private void close() {
        days.addLast(new double[] {day, median(today)});
        today.clear();
        if (days.size() > MOST_DAYS) {
            days.removeFirst();
        }
        slope = days.size() < LEAST_DAYS ? 0 : slope(List.copyOf(days));
    }

    private static double slope(List<double[]> days) {
        List<Double> slopes = new ArrayList<>();
        for (int i = 0; i < days.size(); i++) {
            for (int j = i + 1; j < days.size(); j++) {
                slopes.add((days.get(j)[1] - days.get(i)[1]) / (days.get(j)[0] - days.get(i)[0]));
            }
        }
        return median(slopes);
    }

    /** Growth a day. */
    double aDay() {
        return slope;
    }

    private static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
