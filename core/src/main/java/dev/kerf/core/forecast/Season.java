package dev.kerf.core.forecast;

import java.time.Instant;

/**
 * How far the hours of the week lie from the level. An hour of the week seen in few weeks is drawn towards its hour of
 * the day, and that towards zero: n weeks count n against a prior of six.
 */
final class Season {
    static final int HOURS = 168;
    private static final int DAY = 24;
    private static final int PRIOR_WEEKS = 6;
    private static final long SECONDS = 3600;

    private final double[] weekSums = new double[HOURS];
    private final double[] weekCounts = new double[HOURS];
    private final double[] daySums = new double[DAY];
    private final double[] dayCounts = new double[DAY];
    private final double prior;

    /** @param perHour values in an hour */
    Season(double perHour) {
        prior = PRIOR_WEEKS * perHour;
    }

    void observe(Instant moment, double fromLevel) {
        int hour = hour(moment);
        weekSums[hour] += fromLevel;
        weekCounts[hour]++;
        daySums[hour % DAY] += fromLevel;
        dayCounts[hour % DAY]++;
    }

    double at(Instant moment) {
        int hour = hour(moment);
        double day = daySums[hour % DAY] / (dayCounts[hour % DAY] + prior);
        return (weekSums[hour] + prior * day) / (weekCounts[hour] + prior);
    }

    /** Hours since some midnight of UTC, by the week. */
    private static int hour(Instant moment) {
        return (int) Math.floorMod(Math.floorDiv(moment.getEpochSecond(), SECONDS), (long) HOURS);
    }
}
