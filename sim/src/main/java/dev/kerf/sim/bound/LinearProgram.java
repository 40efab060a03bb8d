package dev.kerf.sim.bound;

import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.linear.LinearSolver;
import org.ojalgo.structure.Access1D;
import org.ojalgo.structure.Mutate2D;
import org.ojalgo.type.CalendarDateDuration;
import org.ojalgo.type.CalendarDateUnit;

/**
 * A value to maximise under upper limits, no variable below zero.
 *
 * <p>ojAlgo's dual simplex on dense matrices, faster here than the sparse ones; without its presolver, so that every row
 * keeps its price.
 */
final class LinearProgram {

    static final double ZERO = 1e-9;
    private static final CalendarDateDuration PATIENCE = new CalendarDateDuration(60, CalendarDateUnit.SECOND);

    private final LinearSolver.Builder builder;
    private final Mutate2D body;
    private final int rows;
    private final int columns;

    /** The optimum: its value, the variables and the price of each row. */
    record Solution(double value, double[] primal, double[] duals) {}

    /** The solver gave up or lost its way in rounding. */
    static final class NotSolved extends Exception {
        NotSolved(Optimisation.State state) {
            super("The linear program ended " + state);
        }
    }

    LinearProgram(double[] limits, double[] values) {
        double[] costs = new double[values.length];
        for (int column = 0; column < values.length; column++) {
            costs[column] = -values[column];
        }
        rows = limits.length;
        columns = values.length;
        builder = LinearSolver.newBuilder(costs);
        body = builder.inequalities(limits);
    }

    void set(int row, int column, double factor) {
        if (factor != 0) {
            body.set(row, column, factor);
        }
    }

    Solution solve() throws NotSolved {
        Optimisation.Options options = new Optimisation.Options();
        options.linear(new LinearSolver.Configuration().dual());
        options.sparse = false;
        options.abort(PATIENCE);
        Optimisation.Result result = builder.build(options).solve();
        if (!result.getState().isOptimal()) {
            throw new NotSolved(result.getState());
        }
        Access1D<?> duals = result.getDualSolution()
                .orElseThrow(() -> new NotSolved(result.getState()))
                .get();
        return new Solution(-result.getValue(), copy(result, columns), copy(duals, rows));
    }

    private static double[] copy(Access1D<?> numbers, int length) {
        double[] copy = new double[length];
        for (int i = 0; i < length; i++) {
            copy[i] = numbers.doubleValue(i);
        }
        return copy;
    }
}
