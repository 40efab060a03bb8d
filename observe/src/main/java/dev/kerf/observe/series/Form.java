package dev.kerf.observe.series;

import org.jspecify.annotations.Nullable;

/** How a step's value is made of what was scraped in it. */
enum Form {
    /** A gauge's mean. */
    MEAN,
    /** A gauge's highest value. */
    PEAK,
    /** How fast a counter grew. */
    RATE,
    /** How fast one counter grew, as a part of how fast another did. */
    RATIO,
    /** What 99 of 100 stayed below, from a histogram's buckets. */
    P99;

    /**
     * A query for the steps whose value hides something that must not be believed: one scraped value among many that is
     * beyond all bounds, a counter that began anew. Null: nothing can be hidden.
     *
     * @param bar in the exporter's unit: nothing is above it
     */
    @Nullable
    String guard(String metric, String selector, String window, double bar) {
        return switch (this) {
            case MEAN -> "max_over_time(%s%s[%s]) > %s".formatted(metric, selector, window, Double.toString(bar));
            case RATE, RATIO -> "resets(%s%s[%s]) > 0".formatted(metric, selector, window);
            case PEAK, P99 -> null;
        };
    }
}
