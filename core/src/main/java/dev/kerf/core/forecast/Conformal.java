package dev.kerf.core.forecast;

import java.time.Duration;

/**
 * Bounds around a forecast that hold as often as they say, whatever the series does.
 *
 * <p>The bounds are quantiles of the errors the forecast made before: split conformal prediction (Vovk, Gammerman and
 * Shafer, "Algorithmic Learning in a Random World", 2005; Lei et al., JASA 2018), at a rank that makes good for their
 * number. Errors of forecasts that overlap are not independent, so the number that counts is that of horizons, not of
 * values; with fewer than twenty of them the rank lies beyond the largest error, and the bounds go as far beyond it.
 *
 * <p>Load is not exchangeable: it changes. So the part of misses aimed at follows what happens, α ← α + γ (0.1 − missed):
 * adaptive conformal inference (Gibbs and Candès, "Adaptive Conformal Inference Under Distribution Shift", NeurIPS
 * 2021). Where α falls to zero the bounds are everything possible, so that over T values the misses exceed the aim by at
 * most (0.1 + γ horizon)/(γT), whatever the series does. α is kept from rising above one, so that bounds are never empty:
 * those of a calm series hold more often than they say. Word of a miss comes a horizon late, so γ is the smaller the
 * longer that is.
 */
final class Conformal {
    private static final Duration REMEMBERED = Duration.ofDays(28);
    /** γ times the horizon in steps; chosen on the third quarter of the series that docs/benchmarks.md tells of. */
    private static final double SPEED = 0.12;

    private final double aim;
    private final int horizon;
    private final double most;
    private final Residuals residuals;
    private double misses;

    /**
     * Bounds that nothing has been learned about.
     *
     * @param coverage how often they are to hold, 0 to 1
     * @param horizon  in steps
     * @param most     the most the series can be
     */
    Conformal(double coverage, int horizon, Duration step, double most) {
        this.aim = 1 - coverage;
        this.misses = aim;
        this.horizon = horizon;
        this.most = most;
        this.residuals = new Residuals(Math.toIntExact(REMEMBERED.dividedBy(step)));
    }

    /** A forecast that had these bounds was wrong by so much. */
    void learn(double residual, boolean missed) {
        residuals.add(residual);
        misses = Math.min(1, misses + SPEED / horizon * (aim - (missed ? 1 : 0)));
    }

    /** The bounds of a forecast. */
    Interval around(double middle) {
        double independent = residuals.count() / (double) horizon;
        if (independent < 1 || misses <= 0) {
            return new Interval(0, most);
        }
        double tail = misses / 2 * (1 + 1 / independent) - 1 / independent;
        if (tail < 0) {
            double beyond = -tail * spread();
            return new Interval(middle + residuals.smallest() - beyond, middle + residuals.largest() + beyond)
                    .within(0, most);
        }
        int rank = (int) (tail * residuals.count());
        double low = residuals.ranked(rank);
        double high = residuals.ranked(residuals.count() - 1 - rank);
        return new Interval(middle + Math.min(low, high), middle + Math.max(low, high)).within(0, most);
    }

    /** What the errors so far could be multiplied by; the errors of a forecast that was never wrong say nothing yet. */
    private double spread() {
        double largest = Math.max(Math.abs(residuals.smallest()), Math.abs(residuals.largest()));
        return Math.max(largest, residuals.largest() - residuals.smallest());
    }
}
