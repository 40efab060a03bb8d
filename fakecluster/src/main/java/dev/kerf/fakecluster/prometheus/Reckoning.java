package dev.kerf.fakecluster.prometheus;

import java.util.Arrays;

/** Many values made one, with what rounding loses kept aside and put in at the end, as Prometheus does. */
final class Reckoning {
    private Reckoning() {}

    static double of(Expression.Operator operator, double[] values) {
        return switch (operator) {
            case SUM -> sum(values);
            case AVG -> sum(values) / values.length;
            case MIN -> Arrays.stream(values).min().orElse(Double.NaN);
            case MAX -> Arrays.stream(values).max().orElse(Double.NaN);
            case COUNT -> values.length;
        };
    }

    private static double sum(double[] values) {
        double sum = 0;
        double lost = 0;
        for (double each : values) {
            double next = sum + each;
            lost += Math.abs(sum) >= Math.abs(each) ? sum - next + each : each - next + sum;
            sum = next;
        }
        return sum + lost;
    }

    /** With straight lines between the values. */
    static double quantile(double part, double[] values) {
        if (part < 0 || part > 1) {
            return part < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double rank = part * (sorted.length - 1);
        int lower = (int) Math.floor(rank);
        int upper = Math.min(sorted.length - 1, lower + 1);
        double weight = rank - lower;
        return sorted[lower] * (1 - weight) + sorted[upper] * weight;
    }
}
