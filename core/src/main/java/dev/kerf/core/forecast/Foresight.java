package dev.kerf.core.forecast;

import org.jspecify.annotations.Nullable;

/** Something that is shown a series value by value, and says where a later one will be. */
public interface Foresight {
    /** The next value of the series; NaN where there is none. */
    void observe(double value);

    /** Where the value a horizon after the last one shown will be; null: nothing is known yet. */
    @Nullable
    Interval ahead();
}
