package dev.kerf.sim.forecast;

import dev.kerf.core.forecast.Foresight;
import dev.kerf.core.forecast.Interval;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was, comes again: the value so long before, and around it the percentiles of the errors that would have made so
 * far (split conformal prediction, not adaptive). A week before is the seasonal naive forecast, a horizon before the
 * plain naive one.
 */
public final class Repeating implements Foresight {
    private final int period;
    private final int horizon;
    private final double most;
    private final double tail;
    private final List<Double> seen = new ArrayList<>();
    private final Sorted errors = new Sorted();

    /**
     * A method that has seen nothing.
     *
     * @param period  how long before, at least the horizon
     * @param horizon in steps
     */
    public Repeating(Duration period, Duration step, int horizon, double most, double coverage) {
        this.period = Math.max(horizon, Math.toIntExact(period.dividedBy(step)));
        this.horizon = horizon;
        this.most = most;
        this.tail = (1 - coverage) / 2;
    }

    @Override
    public void observe(double value) {
        seen.add(value);
        double error = value - before(seen.size() - 1 - period);
        if (!Double.isNaN(error)) {
            errors.add(error);
        }
    }

    private double before(int index) {
        return index < 0 ? Double.NaN : seen.get(index);
    }

    @Override
    public @Nullable Interval ahead() {
        double middle = before(seen.size() - 1 + horizon - period);
        Interval around = errors.between(tail);
        if (Double.isNaN(middle) || around == null) {
            return null;
        }
        return new Interval(middle + around.low(), middle + around.high()).within(0, most);
    }
}
