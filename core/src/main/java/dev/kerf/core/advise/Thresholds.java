package dev.kerf.core.advise;

import dev.kerf.core.size.Margins;
import dev.kerf.core.size.Rounding;
import java.time.Duration;

/**
 * From when on something is worth an advice.
 *
 * @param idle         activity below which a GPU does nothing, 0 to 1
 * @param idleWatts    power above which a GPU is not idle, whatever its counters say
 * @param idleFor      how long a pod has to be idle
 * @param idleNotebook the same for notebooks
 * @param idleServing  the same for what serves
 * @param idleCoverage part of the window that has to be measured, 0 to 1
 * @param age          no pod younger is called idle
 * @param leastChange  smaller changes are not worth it, as a part of what there is
 * @param leastCents   nor is less money a day, in hundredths
 * @param trust        no action where less of a source can be believed, 0 to 1
 * @param margins      how sizes are made
 * @param rounding     what parts of GPUs are rounded to
 */
public record Thresholds(
        double idle,
        double idleWatts,
        Duration idleFor,
        Duration idleNotebook,
        Duration idleServing,
        double idleCoverage,
        Duration age,
        double leastChange,
        long leastCents,
        double trust,
        Margins margins,
        Rounding rounding) {
    /** 2 % for an hour, two for notebooks, a day for what serves; changes of 10 % and one unit of money a day. */
    public static final Thresholds USUAL = new Thresholds(
            0.02,
            150,
            Duration.ofMinutes(60),
            Duration.ofMinutes(120),
            Duration.ofHours(24),
            0.95,
            Duration.ofMinutes(30),
            0.1,
            100,
            0.5,
            Margins.USUAL,
            Rounding.USUAL);
}
