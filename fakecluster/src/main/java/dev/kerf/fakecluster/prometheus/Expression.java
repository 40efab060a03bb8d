package dev.kerf.fakecluster.prometheus;

import java.util.List;
import java.util.Set;

/** The part of PromQL that is answered. */
sealed interface Expression {
    /**
     * Series by their labels.
     *
     * @param range  in milliseconds: what was scraped so long before; 0: the last value
     * @param offset in milliseconds: all of it as of so long ago
     */
    record Selector(List<Matcher> matchers, long range, long offset) implements Expression {}

    /**
     * One value of each series' values over time.
     *
     * @param quantile for the function that wants one
     */
    record OverTime(Function function, double quantile, Selector of) implements Expression {}

    /**
     * One value of many series' values.
     *
     * @param by     whether the labels are those that stay, or those that go
     * @param labels which
     */
    record Aggregate(Operator operator, boolean by, Set<String> labels, Expression of) implements Expression {}

    /** Only the values that are above a number. */
    record Above(Expression of, double bar) implements Expression {}

    /**
     * Only those series, and values of them, beside which another series with the same labels has a value.
     *
     * @param labels which have to be the same
     */
    record Both(Expression of, Set<String> labels, Expression beside) implements Expression {}

    /** Over time. */
    enum Function {
        AVG_OVER_TIME,
        MIN_OVER_TIME,
        MAX_OVER_TIME,
        SUM_OVER_TIME,
        COUNT_OVER_TIME,
        QUANTILE_OVER_TIME,
        RATE,
        RESETS,
        INCREASE
    }

    /** Over series. */
    enum Operator {
        SUM,
        AVG,
        MIN,
        MAX,
        COUNT
    }
}
