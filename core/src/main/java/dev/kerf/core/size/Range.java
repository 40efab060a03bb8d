package dev.kerf.core.size;

import java.util.Locale;

/**
 * An amount that is needed, and how sure that is.
 *
 * @param least  with less it would not have done
 * @param target what to ask: what was used, growth, and headroom
 * @param most   what it may come to
 */
public record Range(double least, double target, double most) {
    public Range {
        if (!(0 <= least && least <= target && target <= most)) {
            throw new IllegalArgumentException("no range: " + least + " to " + most + " around " + target);
        }
    }

    /** What satisfies both. */
    public Range and(Range other) {
        return new Range(Math.max(least, other.least), Math.max(target, other.target), Math.max(most, other.most));
    }

    /** The same in another unit. */
    public Range times(double factor) {
        return new Range(least * factor, target * factor, most * factor);
    }

    /** No part of it below the amount. */
    public Range atLeast(double amount) {
        return new Range(Math.max(amount, least), Math.max(amount, target), Math.max(amount, most));
    }

    /** No part of it above the amount. */
    public Range atMost(double amount) {
        return new Range(Math.min(amount, least), Math.min(amount, target), Math.min(amount, most));
    }

    /**
     * The part of the headroom that asking for so much gives up: 0 at the target, 1 at what it would not do without.
     */
    public double givenUp(double asked) {
        if (asked >= target) {
            return 0;
        }
        return target == least ? Double.POSITIVE_INFINITY : (target - asked) / (target - least);
    }

    /** {@code 0.336 (0.280 to 0.410)}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.3f (%.3f to %.3f)", target, least, most);
    }
}
