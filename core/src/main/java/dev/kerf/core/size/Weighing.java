package dev.kerf.core.size;

import dev.kerf.core.use.Histogram;
import java.time.Instant;

/**
 * What a part of a GPU costs beside how often it is too small: part + λ × how often. With one λ for all loads each gives up
 * as much for a violation as any other, so that few violations in all go with few GPU-hours in all: one that rarely
 * needs a lot is exceeded as often as was promised, one that is steady hardly ever (Everett, "Generalized Lagrange Multiplier
 * Method for Solving Problems of Optimum Allocation of Resources", Operations Research 11, 1963). None is exceeded more
 * often than was promised of it, though that would save more in all: nobody is to pay for the others.
 */
final class Weighing {
    /** λ times how often a part may be too small, in GPUs. Found by trial, on loads that are judged nowhere. */
    private static final double WIDTH = 0.05;
    /** How often a part may be too small, in times of what was promised. */
    private static final double[] TIMES = {0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.85, 1};

    private final double promised;
    private final double each;

    /** @param promised how often a part may be too small, above 0 and below a half */
    Weighing(double promised) {
        this.promised = promised;
        this.each = WIDTH / promised;
    }

    /** What a part cost while a load was so high. */
    double cost(double part, double load) {
        return load > part ? part + each : part;
    }

    /**
     * The part that would have cost least.
     *
     * @param seen what the load was, in units
     * @param unit of the load, above zero
     * @param most that the load can be
     */
    double best(Histogram seen, double unit, double most, Instant now) {
        double best = most;
        double least = Double.POSITIVE_INFINITY;
        for (double times : TIMES) {
            double often = promised * times;
            double high =
                    seen.quantile(1 - often, now, Margins.USUAL.halfLife()).value();
            double part = Math.min(most, unit * high);
            if (part + each * often < least) {
                least = part + each * often;
                best = part;
            }
        }
        return best;
    }
}
