package dev.kerf.observe.store;

import dev.kerf.observe.prometheus.Range;

/**
 * Steps of a day that are known.
 *
 * @param end the first that is not
 */
record Covered(int day, int first, int end) {
    /** @throws IllegalArgumentException if it goes over midnight */
    static Covered of(Range range, Steps steps) {
        int first = steps.step(range.start());
        if (range.count() < 1 || first + range.count() > steps.perDay()) {
            throw new IllegalArgumentException(range + " is not within one day");
        }
        return new Covered(steps.day(range.start()), first, first + range.count());
    }

    boolean covers(Covered other) {
        return first <= other.first && end >= other.end;
    }

    Covered and(Covered later) {
        return new Covered(day, first, later.end);
    }
}
