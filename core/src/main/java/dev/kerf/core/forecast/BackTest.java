package dev.kerf.core.forecast;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * How well a method would have foreseen the end of a series: it is shown value after value and asked at each for the one
 * a horizon later; only values of the end are counted.
 *
 * @param counted  values of the end that were foreseen
 * @param held     how many of them lay within the interval
 * @param above    how many lay above it
 * @param width    mean width of the intervals
 * @param score    mean interval score: width and what lay outside; less is better
 * @param unmoved  how many of them equalled the value a horizon before
 */
public record BackTest(int counted, int held, int above, double width, double score, int unmoved) {
    private static final double CEILING = 0.02;

    /** The part of the values that lay within, 0 to 1. */
    public double coverage() {
        return held / (double) counted;
    }

    /**
     * Whether no interval that says "as it is" could hold so few values as was asked for: so many of them equal the one a
     * horizon before.
     */
    public boolean still(double coverage) {
        return unmoved / (double) counted > coverage + CEILING;
    }

    /**
     * Tests a method.
     *
     * @param method   that has seen nothing
     * @param from     the index of the first value that counts
     * @param coverage what the intervals promise, for the score
     */
    public static BackTest of(Series series, int from, int horizon, double coverage, Foresight method) {
        Deque<Optional<Interval>> told = new ArrayDeque<>();
        Tally tally = new Tally(coverage);
        for (int i = 0; i < series.size(); i++) {
            Optional<Interval> said = told.size() < horizon ? Optional.empty() : told.removeFirst();
            double value = series.value(i);
            if (i >= from && said.isPresent() && !Double.isNaN(value)) {
                tally.count(said.get(), value, series.value(i - horizon));
            }
            method.observe(value);
            told.addLast(Optional.ofNullable(method.ahead()));
        }
        return tally.result();
    }

    /** The sums of a test under way. */
    private static final class Tally {
        private final double coverage;
        private int counted;
        private int held;
        private int above;
        private int unmoved;
        private double width;
        private double score;

        Tally(double coverage) {
            this.coverage = coverage;
        }

        void count(Interval said, double value, double before) {
            counted++;
            held += said.holds(value) ? 1 : 0;
            above += said.above(value) ? 1 : 0;
            unmoved += value == before ? 1 : 0;
            width += said.width();
            score += said.score(value, coverage);
        }

        BackTest result() {
            if (counted == 0) {
                throw new IllegalArgumentException("there is nothing to test at the end of the series");
            }
            return new BackTest(counted, held, above, width / counted, score / counted, unmoved);
        }
    }
}
