package dev.kerf.sim.sizing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A rule on a load: it sees two weeks, and is judged on the two that follow, in which it goes on seeing and may give
 * another part every hour.
 */
public final class Trial {
    static final Instant START = Instant.parse("2026-11-02T00:00:00Z");
    static final Duration STEP = Duration.ofMinutes(5);
    static final int HOUR = 12;
    static final int DAY = 24 * HOUR;
    /** Values that are seen before any is judged. */
    static final int BEFORE = 14 * DAY;
    /** All values of a service. */
    static final int LENGTH = 28 * DAY;

    private Trial() {}

    static Instant moment(int index) {
        return START.plus(STEP.multipliedBy(index));
    }

    /**
     * What came of it.
     *
     * @param setting    of the rule
     * @param violations the part of the judged values that were above what was given
     * @param saved      the part of the services' GPU-hours that was not given to them
     * @param changes    how often a service was given another part, a day
     */
    public record Point(double setting, double violations, double saved, double changes) {}

    /** One rule with one setting. */
    public static Point of(List<double[]> services, Rules.Family family, double setting) {
        long violations = 0;
        double saved = 0;
        long changes = 0;
        for (double[] service : services) {
            SizingRule rule = family.rule().apply(setting);
            double part = 1;
            for (int i = 0; i < service.length; i++) {
                if (i >= BEFORE) {
                    double given = i % HOUR == 0 ? rule.part() : part;
                    changes += Math.abs(given - part) > 1e-9 ? 1 : 0;
                    part = given;
                    violations += service[i] > part + 1e-9 ? 1 : 0;
                    saved += 1 - part;
                }
                rule.observe(service[i]);
            }
        }
        double judged = services.size() * (double) (LENGTH - BEFORE);
        return new Point(setting, violations / judged, saved / judged, changes * DAY / judged);
    }

    /**
     * A rule in all its settings: what it saves, over how often it gives too little.
     *
     * @param points by violations
     */
    public record Curve(List<Point> points) {
        public Curve {
            points = points.stream()
                    .sorted(Comparator.comparingDouble(Point::violations).thenComparingDouble(Point::saved))
                    .toList();
        }

        /** What is saved at so many violations, between the points beside it on a straight line; NaN beyond them. */
        public double savedAt(double violations) {
            for (int i = 1; i < points.size(); i++) {
                Point below = points.get(i - 1);
                Point above = points.get(i);
                if (below.violations() <= violations && violations <= above.violations()) {
                    double way = above.violations() - below.violations();
                    double part = way == 0 ? 1 : (violations - below.violations()) / way;
                    return below.saved() + part * (above.saved() - below.saved());
                }
            }
            return Double.NaN;
        }
    }

    /** A rule in all its settings. */
    public static Curve curve(List<double[]> services, Rules.Family family) {
        List<Point> points = new ArrayList<>();
        family.settings().forEach(setting -> points.add(of(services, family, setting)));
        return new Curve(points);
    }
}
