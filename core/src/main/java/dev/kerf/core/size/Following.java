package dev.kerf.core.size;

import dev.kerf.core.forecast.Forecaster;
import dev.kerf.core.forecast.Interval;
import dev.kerf.core.forecast.Scope;
import dev.kerf.core.use.Buckets;
import dev.kerf.core.use.Histogram;
import dev.kerf.core.use.Measure;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part of a GPU that a load needs until it is asked about again, for parts that can be changed in place. It is what the
 * load stayed below about as often as promised, or the upper end of its forecast, or the lower of both, or the level of its
 * last day times as much as it rarely rose above that: whichever would have cost least on this very load so far, weighed
 * against how often it was too small ({@link Weighing}). So a forecast that does not see more than a percentile is not used.
 *
 * <p>How far a load rises above its level is a normalised score of conformal prediction (Papadopoulos, Gammerman and Vovk,
 * "Normalized nonconformity measures", 2008): the margin that the Vertical Pod Autoscaler is given by hand is learned.
 */
public final class Following {
    /** What is remembered of a load. */
    private static final Duration REMEMBERED = Duration.ofDays(14);
    /** A cost counts half after 24 days of five-minute values: a habit is slow to change. */
    private static final double KEPT = 0.9999;

    /** The level of a load: what it stayed below for nine tenths of the time, half a day ago counting half. */
    private static final double LEVEL = 0.9;

    private static final Duration HALF_A_DAY = Duration.ofHours(12);
    private static final Duration DAY = Duration.ofDays(1);
    private static final double MOST_RISE = 1000;
    private static final Buckets RISES = Buckets.upTo(MOST_RISE, 0.001, 0.02);

    private final Scope scope;
    private final Weighing weighing;
    private final Forecaster forecaster;
    private final Histogram seen;
    private final Histogram rises = new Histogram(RISES, DAY);
    private final Map<Basis, Double> costs = new java.util.EnumMap<>(Basis.class);
    private final Map<Basis, Double> said = new java.util.EnumMap<>(Basis.class);
    private Instant now;
    private double level;
    private int count;

    /** What a part is taken from. */
    public enum Basis {
        PERCENTILE("what it hardly ever exceeded"),
        FORECAST("its forecast"),
        LOWER_OF_BOTH("the lower of its forecast and what it hardly ever exceeded"),
        LEVEL_AND_RISE("the level of its last day, and how much it rises above that");

        private final String words;

        Basis(String words) {
            this.words = words;
        }

        /** In a few words. */
        public String words() {
            return words;
        }
    }

    /**
     * For a load that nothing was seen of.
     *
     * @param scope of a load between 0 and 1; its horizon is how often the part is asked for
     */
    public Following(Scope scope) {
        this.scope = scope;
        this.weighing = new Weighing((1 - scope.coverage()) / 2);
        this.forecaster = new Forecaster(scope);
        this.seen = new Histogram(Measure.GPU_ACTIVITY.buckets(), DAY);
        this.now = scope.start();
    }

    /** The load's next value; NaN where there is none. */
    public void observe(double value) {
        if (!Double.isNaN(value)) {
            said.forEach((basis, part) -> costs.merge(basis, weighing.cost(part, value), (a, b) -> a * KEPT + b));
            seen.add(now, value, 1);
            if (level > 0) {
                rises.add(now, Math.min(MOST_RISE, value / level), 1);
            }
        }
        forecaster.observe(value);
        now = now.plus(scope.step());
        count++;
        if (count % scope.horizon() == 0 && !seen.isEmpty()) {
            say();
        }
    }

    private void say() {
        seen.forgetBefore(now.minus(REMEMBERED));
        double percentile = weighing.best(seen, 1, scope.most(), now);
        Interval ahead = forecaster.ahead();
        double forecast = ahead == null ? scope.most() : ahead.high();
        said.put(Basis.PERCENTILE, percentile);
        said.put(Basis.FORECAST, forecast);
        said.put(Basis.LOWER_OF_BOTH, Math.min(percentile, forecast));
        level = seen.quantile(LEVEL, now, HALF_A_DAY).value();
        if (!rises.isEmpty()) {
            rises.forgetBefore(now.minus(REMEMBERED));
            said.put(Basis.LEVEL_AND_RISE, weighing.best(rises, level, scope.most(), now));
        }
    }

    /** What the part is taken from now; null: nothing was seen. */
    public @Nullable Basis basis() {
        Basis best = null;
        for (Basis basis : said.keySet()) {
            best = best == null || cost(basis) < cost(best) ? basis : best;
        }
        return best;
    }

    private double cost(Basis basis) {
        return costs.getOrDefault(basis, 0.0);
    }

    /** The part, 0 to the most the load can be; all of it before anything was seen. */
    public double part() {
        Basis basis = basis();
        return basis == null ? scope.most() : said.getOrDefault(basis, scope.most());
    }
}
