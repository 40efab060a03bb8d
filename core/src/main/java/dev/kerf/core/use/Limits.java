package dev.kerf.core.use;

import java.time.Duration;
import java.time.Instant;

/**
 * What a sample can be believed to say.
 *
 * @param most       the most there is to use
 * @param longestGap the longest time between two readings of a counter for which their difference says anything
 * @param skew       how far ahead of ours the source's clock may be
 * @param starting   how long after its start a container is not representative
 */
public record Limits(double most, Duration longestGap, Duration skew, Duration starting) {
    /** Rounding by the source: so much above the most there is counts as the most. */
    private static final double ROUNDING = 0.01;

    /** The usual patience: gaps to 15 minutes, clocks a minute apart, ten minutes to start. */
    public static Limits upTo(double most) {
        return new Limits(most, Duration.ofMinutes(15), Duration.ofMinutes(1), Duration.ofMinutes(10));
    }

    /** A value for a moment, by itself. */
    public Judged value(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return new Judged.Refused(Doubt.NOT_A_NUMBER);
        }
        if (value < 0) {
            return new Judged.Refused(Doubt.NEGATIVE);
        }
        if (value > most * (1 + ROUNDING)) {
            return new Judged.Refused(Doubt.IMPOSSIBLE);
        }
        return new Judged.Taken(Math.min(value, most));
    }

    /** Whether a sample of that moment is from later than now. */
    boolean future(Instant moment, Instant now) {
        return moment.isAfter(now.plus(skew));
    }
}
