package dev.kerf.sim.forecast;

import dev.kerf.core.forecast.Foresight;
import dev.kerf.core.forecast.Interval;
import org.jspecify.annotations.Nullable;

/** What right-sizers do: between the percentiles of all that was ever seen. */
public final class PlainPercentile implements Foresight {
    private final double tail;
    private final Sorted seen = new Sorted();

    public PlainPercentile(double coverage) {
        this.tail = (1 - coverage) / 2;
    }

    @Override
    public void observe(double value) {
        if (!Double.isNaN(value)) {
            seen.add(value);
        }
    }

    @Override
    public @Nullable Interval ahead() {
        return seen.between(tail);
    }
}
