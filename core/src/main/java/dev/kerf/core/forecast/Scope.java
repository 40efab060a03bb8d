package dev.kerf.core.forecast;

import java.time.Duration;
import java.time.Instant;

/**
 * What a forecast is asked for.
 *
 * @param start    the moment of the series' first value
 * @param step     from value to value
 * @param horizon  how many steps ahead, at least 1
 * @param most     the most the series can be: what there is to use
 * @param coverage how often the interval is to hold, between 0 and 1
 */
public record Scope(Instant start, Duration step, int horizon, double most, double coverage) {
    public Scope {
        if (!step.isPositive() || horizon < 1 || !(most >= 0) || Double.isInfinite(most)) {
            throw new IllegalArgumentException(
                    "no forecast " + horizon + " steps of " + step + " ahead, at most " + most);
        }
        if (!(coverage > 0 && coverage < 1)) {
            throw new IllegalArgumentException("coverage must be between 0 and 1, is " + coverage);
        }
    }

    /** Of this series. */
    public static Scope of(Series series, Duration ahead, double most, double coverage) {
        return new Scope(
                series.start(), series.step(), Math.toIntExact(ahead.dividedBy(series.step())), most, coverage);
    }
}
