package dev.kerf.fakecluster.prometheus;

import dev.kerf.fakecluster.prometheus.Expression.Function;
import dev.kerf.fakecluster.telemetry.Samples;
import java.util.Arrays;

/**
 * What was scraped of one series in a span of time that ends at a moment and does not hold its own beginning, as Prometheus 3
 * has it (Prometheus 2 takes a value that lies exactly there).
 *
 * @param moments of the values
 */
record Span(double[] values, long[] moments, long from, long to) {
    static Span of(Samples samples, long to, long range) {
        int first = samples.after(to - range);
        int end = samples.after(to);
        double[] values = new double[end - first];
        long[] moments = new long[end - first];
        int there = 0;
        for (int i = first; i < end; i++) {
            if (!Double.isNaN(samples.values()[i])) {
                values[there] = samples.values()[i];
                moments[there] = samples.moment(i);
                there++;
            }
        }
        return new Span(Arrays.copyOf(values, there), Arrays.copyOf(moments, there), to - range, to);
    }

    /** NaN: there is none. */
    double value(Function function, double quantile) {
        if (values.length == 0) {
            return Double.NaN;
        }
        return switch (function) {
            case AVG_OVER_TIME -> Reckoning.of(Expression.Operator.AVG, values);
            case MIN_OVER_TIME -> Reckoning.of(Expression.Operator.MIN, values);
            case MAX_OVER_TIME -> Reckoning.of(Expression.Operator.MAX, values);
            case SUM_OVER_TIME -> Reckoning.of(Expression.Operator.SUM, values);
            case COUNT_OVER_TIME -> values.length;
            case QUANTILE_OVER_TIME -> Reckoning.quantile(quantile, values);
            case RESETS -> resets();
            case INCREASE -> increase();
            case RATE -> increase() / ((to - from) / 1000.0);
        };
    }

    private int resets() {
        int resets = 0;
        for (int i = 1; i < values.length; i++) {
            resets += values[i] < values[i - 1] ? 1 : 0;
        }
        return resets;
    }

    /** How much a counter has grown, as Prometheus guesses it for the whole span from what it saw. */
    private double increase() {
        int count = values.length;
        if (count < 2) {
            return Double.NaN;
        }
        double grown = values[count - 1] - values[0];
        for (int i = 1; i < count; i++) {
            grown += values[i] < values[i - 1] ? values[i - 1] : 0;
        }
        double seen = (moments[count - 1] - moments[0]) / 1000.0;
        double usual = seen / (count - 1);
        double before = (moments[0] - from) / 1000.0;
        double after = (to - moments[count - 1]) / 1000.0;
        if (grown > 0 && values[0] >= 0) {
            before = Math.min(before, seen * (values[0] / grown));
        }
        double whole = seen + edge(before, usual) + edge(after, usual);
        return grown * (whole / seen);
    }

    private static double edge(double gap, double usual) {
        return gap < usual * 1.1 ? gap : usual / 2;
    }
}
