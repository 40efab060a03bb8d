package dev.kerf.core.advise;

import dev.kerf.core.use.Track;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One figure an advice rests on.
 *
 * @param query     what was asked of the measurements, in PromQL or in words
 * @param value     what they say
 * @param threshold what it was held against; NaN: nothing
 * @param coverage  the part of the window that has believable values, 0 to 1
 * @param unit      of value and threshold; empty: none
 * @param track     the series itself, to be drawn; null: there is none
 */
public record Observation(
        String query,
        double value,
        double threshold,
        double coverage,
        String unit,
        @Nullable Track track) {
    /** The same, with a series to be drawn that is as coarse as this. */
    public Observation by(Duration longer) {
        boolean finer =
                track != null && track.step().compareTo(longer) < 0 && track.size() > longer.dividedBy(track.step());
        return track == null || !finer
                ? this
                : new Observation(query, value, threshold, coverage, unit, track.by(longer));
    }

    /** A figure that is not from a series. */
    public static Observation fact(String words, double value, double threshold, String unit) {
        return new Observation(words, value, threshold, 1, unit, null);
    }

    /** {@code max SM_ACTIVE of web-0: 0.004 (threshold 0.02, coverage 100 %)}. */
    @Override
    public String toString() {
        String than = Double.isNaN(threshold) ? "" : String.format(Locale.ROOT, "threshold %.4g, ", threshold);
        return String.format(
                Locale.ROOT,
                "%s: %.4g%s (%scoverage %.0f %%)",
                query,
                value,
                unit.isEmpty() ? "" : " " + unit,
                than,
                coverage * 100);
    }
}
