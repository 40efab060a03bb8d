package dev.kerf.core.forecast;

import java.util.Locale;

/**
 * What a value will be.
 *
 * @param middle   in parts
 * @param interval where it will be, as often as {@code coverage} says
 * @param coverage 0 to 1
 */
public record Forecast(Middle middle, Interval interval, double coverage) {
    /** What the series may rise above its middle. */
    public double burst() {
        return Math.max(0, interval.high() - middle.value());
    }

    /** {@code level 12.0 + season 3.1 + trend 0.4 = 15.5, with bursts to 21.3; 90 % between 11.0 and 21.3}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "level %.1f %s season %.1f %s trend %.1f = %.1f, with bursts to %.1f; %.0f %% between %.1f and %.1f",
                middle.level(),
                sign(middle.season()),
                Math.abs(middle.season()),
                sign(middle.trend()),
                Math.abs(middle.trend()),
                middle.value(),
                middle.value() + burst(),
                coverage * 100,
                interval.low(),
                interval.high());
    }

    private static String sign(double part) {
        return part < 0 ? "-" : "+";
    }
}
