package dev.kerf.core.forecast;

import java.time.Duration;

/**
 * One way to put a forecast together, with the errors it has made.
 */
final class Form {
    /** How long an error is remembered, as a half-life: the form follows a series that changes. */
    private static final Duration MEMORY = Duration.ofDays(7);

    private final Level level;
    private final boolean seasonal;
    private final boolean trending;
    private final Level error;

    /** @param halfLife of the level */
    Form(Duration halfLife, boolean seasonal, boolean trending, Duration step) {
        this.level = new Level(steps(halfLife, step));
        this.error = new Level(steps(MEMORY, step));
        this.seasonal = seasonal;
        this.trending = trending;
    }

    private static double steps(Duration time, Duration step) {
        return time.toMillis() / (double) step.toMillis();
    }

    void observe(double value, double season) {
        level.observe(seasonal ? value - season : value);
    }

    Middle middle(double season, double growth) {
        return new Middle(level.value(), seasonal ? season : 0, trending ? growth : 0);
    }

    /** It was wrong by so much. */
    void learn(double wrong) {
        error.observe(Math.abs(wrong));
    }

    /** The mean of its errors; zero before there is any. */
    double error() {
        return Double.isNaN(error.value()) ? 0 : error.value();
    }
}
