package dev.kerf.core.forecast;

/**
 * From where to where a value is expected to be, both ends included.
 *
 * @param low  at most {@code high}
 * @param high at least {@code low}
 */
public record Interval(double low, double high) {
    /** What binary fractions lose when a value is taken apart and put together again. */
    private static final double ROUNDING = 1e-9;

    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("no interval from " + low + " to " + high);
        }
    }

    public boolean holds(double value) {
        return !above(value) && value >= low - ROUNDING;
    }

    /** Whether the value is more than was expected. */
    public boolean above(double value) {
        return value > high + ROUNDING;
    }

    public double width() {
        return high - low;
    }

    /** The part of it that lies within the bounds; where none does, the bound next to it. */
    public Interval within(double least, double most) {
        return new Interval(Math.clamp(low, least, most), Math.clamp(high, least, most));
    }

    /**
     * What the interval costs, given what came: its width, and 2/(1 − coverage) for each unit the value lies outside.
     * Lowest on average for the true quantiles, so neither a wide interval nor a bold one can win by that (the interval
     * score, Gneiting and Raftery, "Strictly Proper Scoring Rules, Prediction, and Estimation", JASA 2007, §6.2).
     */
    public double score(double value, double coverage) {
        double outside = Math.max(0, low - value) + Math.max(0, value - high);
        return width() + 2 / (1 - coverage) * outside;
    }
}
