package dev.kerf.core.forecast;

/** Where a series stands: the mean of what was seen, a value of one half-life ago counting half. */
final class Level {
    private final double kept;
    private double value = Double.NaN;

    /** @param halfLife in steps */
    Level(double halfLife) {
        kept = Math.pow(0.5, 1 / halfLife);
    }

    void observe(double seen) {
        value = Double.isNaN(value) ? seen : value * kept + seen * (1 - kept);
    }

    /** NaN before the first value. */
    double value() {
        return value;
    }
}
