package dev.kerf.core.forecast;

/**
 * The middle of a forecast, in the parts it is the sum of.
 *
 * @param level  where the series stands
 * @param season what the hour of the week adds
 * @param trend  what growth from day to day adds until then
 */
public record Middle(double level, double season, double trend) {
    public double value() {
        return level + season + trend;
    }
}
