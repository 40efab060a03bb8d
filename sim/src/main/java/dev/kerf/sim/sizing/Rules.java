package dev.kerf.sim.sizing;

import dev.kerf.core.forecast.Scope;
import dev.kerf.core.model.Share;
import dev.kerf.core.size.Follow;
import dev.kerf.core.size.Following;
import dev.kerf.core.size.Margins;
import dev.kerf.core.size.Range;
import dev.kerf.core.use.Histogram;
import dev.kerf.core.use.Measure;
import java.time.Duration;
import java.util.List;
import java.util.function.DoubleFunction;

/** The rules of a comparison, each with the setting that trades savings against violations. */
public final class Rules {
    static final Duration REMEMBERED = Duration.ofDays(14);
    private static final Duration ALL_ALIKE = Duration.ofDays(100_000);
    private static final double VPA_PART = 0.9;
    private static final Follow FOLLOW = new Follow(0.01);
    private static final List<Double> COVERAGES = List.of(0.4, 0.6, 0.7, 0.8, 0.9, 0.96, 0.98, 0.99);
    private static final List<Double> PERCENTILES = List.of(0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99, 0.995, 1.0);

    private Rules() {}

    /**
     * A rule in all its settings.
     *
     * @param usual    the setting it comes with
     * @param settings to try
     */
    public record Family(String name, double usual, List<Double> settings, DoubleFunction<SizingRule> rule) {
        public Family {
            settings = List.copyOf(settings);
        }
    }

    /** Kerf and its contenders. */
    public static List<Family> all() {
        return List.of(kerf(), unrounded(), staying(), vpa(), krr(), kruize());
    }

    /** What Kerf acts by, beside its contenders. */
    public static List<Family> acting() {
        return List.of(kerf(), vpa(), krr(), kruize());
    }

    /**
     * What Kerf does where a policy lets parts follow their load: {@link Following}, asked every hour, rounded and changed as
     * {@link Follow} has it. The setting is the coverage of its interval, for the same percentiles as the others'; the usual one
     * is that of a policy that does not say how often a part may be too small.
     */
    public static Family kerf() {
        return new Family("kerf", 0.98, COVERAGES, coverage -> new SizingRule() {
            private final Following following = following(coverage);
            private int asked = Share.WHOLE - 1;

            @Override
            public void observe(double used) {
                following.observe(used);
            }

            @Override
            public double part() {
                double part = following.part() * Share.WHOLE;
                asked = FOLLOW.asked(asked, new Range(part, part, part));
                return asked / (double) Share.WHOLE;
            }
        });
    }

    /** The same before it is rounded, and changed however little it differs. */
    public static Family unrounded() {
        return new Family("kerf, unrounded", 0.98, COVERAGES, coverage -> new SizingRule() {
            private final Following following = following(coverage);

            @Override
            public void observe(double used) {
                following.observe(used);
            }

            @Override
            public double part() {
                return following.part();
            }
        });
    }

    private static Following following(double coverage) {
        return new Following(new Scope(Trial.START, Trial.STEP, Trial.HOUR, 1, coverage));
    }

    /** Kerf's advice of a part that is to stay ({@link dev.kerf.core.size.Sizer}); the setting is its headroom on compute, 1 at the least. */
    public static Family staying() {
        List<Double> headrooms = List.of(1.0, 1.07, 1.13, 1.2, 1.3, 1.45, 1.6, 1.8, 2.0, 3.0);
        return new Family("kerf, staying", Margins.USUAL.compute(), headrooms, Staying::new);
    }

    /** As the Vertical Pod Autoscaler would: the 90th percentile, half-life a day, times a margin (usually 1.15). */
    public static Family vpa() {
        List<Double> margins = List.of(0.7, 0.85, 1.0, 1.07, 1.15, 1.22, 1.3, 1.45, 1.6, 1.8, 2.0, 3.0);
        return new Family("VPA-style", 1.15, margins, m -> new Percentile(Duration.ofDays(1), VPA_PART, m));
    }

    /** As KRR would for CPU: a percentile (usually the 95th) of two weeks. */
    public static Family krr() {
        return new Family("KRR-style", 0.95, PERCENTILES, p -> new Percentile(ALL_ALIKE, p, 1));
    }

    /** As Kruize would: the smallest MIG profile of an A100 with a percentile (performance: the 98th) of the use. */
    public static Family kruize() {
        return new Family("Kruize-style", 0.98, PERCENTILES, p -> new Profile(new Percentile(ALL_ALIKE, p, 1)));
    }

    /** A quantile of what was used in two weeks, times a margin. */
    private static final class Percentile implements SizingRule {
        private final Histogram seen = new Histogram(Measure.GPU_ACTIVITY.buckets(), Duration.ofDays(1));
        private final Duration halfLife;
        private final double part;
        private final double margin;
        private int count;

        Percentile(Duration halfLife, double part, double margin) {
            this.halfLife = halfLife;
            this.part = part;
            this.margin = margin;
        }

        @Override
        public void observe(double used) {
            seen.add(Trial.moment(count), used, 1);
            count++;
            seen.forgetBefore(Trial.moment(count).minus(REMEMBERED));
        }

        @Override
        public double part() {
            return Math.min(
                    1,
                    margin * seen.quantile(part, Trial.moment(count), halfLife).value());
        }
    }

    /** The smallest MIG profile that gives as much as another rule asks: 1, 2, 3, 4 or 7 sevenths of the GPU. */
    private record Profile(SizingRule wanted) implements SizingRule {
        private static final double SLICES = 7;
        private static final List<Integer> SIZES = List.of(1, 2, 3, 4, 7);

        @Override
        public void observe(double used) {
            wanted.observe(used);
        }

        @Override
        public double part() {
            double least = wanted.part();
            return SIZES.stream()
                    .map(slices -> slices / SLICES)
                    .filter(part -> part >= least)
                    .findFirst()
                    .orElse(1.0);
        }
    }
}
