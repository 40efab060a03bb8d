package dev.kerf.sim.bound;

import dev.kerf.sim.bound.Instance.Seat;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The linear program over all placements and the GPU patterns found so far.
 *
 * <p>Columns: pods of a kind on a shape, then GPUs of a shape cut by a pattern. Rows: pods of a kind; per shape cores,
 * GiB, GPUs, nodes with a pod that leaves no room for its like; per shape and share size, pieces used less pieces cut.
 */
final class Master {

    private static final double MILLI = 1000;
    private static final double MIB = 1024;
    private static final int OWN_ROWS = 4;

    private final Instance instance;
    private final Set<Pattern> patterns = new LinkedHashSet<>();

    /** The restricted optimum: its value, the prices it proposes and the plan. */
    record Solved(double gpus, List<DualPoint.ShapePrice> proposed, Plan plan) {}

    Master(Instance instance) {
        this.instance = instance;
        int shares = instance.shares().size();
        for (int shape = 0; shape < instance.shapes().size(); shape++) {
            for (int share = 0; share < shares; share++) {
                int[] counts = new int[shares];
                counts[share] = PodDemand.WHOLE / instance.shares().get(share);
                add(Pattern.of(shape, counts));
            }
        }
    }

    /** Whether the pattern was new. */
    boolean add(Pattern pattern) {
        return patterns.add(pattern);
    }

    int columns() {
        return instance.seats().size() + patterns.size();
    }

    Solved solve() throws LinearProgram.NotSolved {
        LinearProgram program = new LinearProgram(rightHandSides(), values());
        int column = 0;
        for (Seat seat : instance.seats()) {
            seat(program, column++, seat);
        }
        for (Pattern pattern : patterns) {
            pattern(program, column++, pattern);
        }
        LinearProgram.Solution solution = program.solve();
        return new Solved(solution.value(), proposed(solution.duals()), plan(solution.primal()));
    }

    private double[] values() {
        double[] values = new double[columns()];
        for (int seat = 0; seat < instance.seats().size(); seat++) {
            values[seat] = instance.pod(instance.seats().get(seat)).milli() / MILLI;
        }
        return values;
    }

    private double[] rightHandSides() {
        int podRows = instance.pods().size();
        double[] limits = new double[podRows + instance.shapes().size() * rowsPerShape()];
        for (int pod = 0; pod < podRows; pod++) {
            limits[pod] = instance.pods().get(pod).count();
        }
        for (int shape = 0; shape < instance.shapes().size(); shape++) {
            NodeShape nodes = instance.shapes().get(shape);
            limits[row(shape)] = nodes.totalGpus();
            limits[row(shape) + 1] = nodes.totalCpuMilli() / MILLI;
            limits[row(shape) + 2] = nodes.totalMemoryMib() / MIB;
            limits[row(shape) + 3] = nodes.count();
        }
        return limits;
    }

    private int rowsPerShape() {
        return OWN_ROWS + instance.shares().size();
    }

    /** The first row of a shape: GPUs, then cores, GiB, lone pods, shares. */
    private int row(int shape) {
        return instance.pods().size() + shape * rowsPerShape();
    }

    private void seat(LinearProgram program, int column, Seat seat) {
        PodDemand pod = instance.pod(seat);
        int row = row(seat.shape());
        program.set(seat.pod(), column, 1);
        program.set(row + 1, column, pod.cpuMilli() / MILLI);
        program.set(row + 2, column, pod.memoryMib() / MIB);
        if (seat.share() >= 0) {
            program.set(row + OWN_ROWS + seat.share(), column, 1);
        } else {
            program.set(row, column, pod.gpus());
        }
        if (instance.alone(seat)) {
            program.set(row + 3, column, 1);
        }
    }

    private void pattern(LinearProgram program, int column, Pattern pattern) {
        int row = row(pattern.shape());
        program.set(row, column, 1);
        for (int share = 0; share < pattern.counts().size(); share++) {
            program.set(row + OWN_ROWS + share, column, -pattern.counts().get(share));
        }
    }

    private List<DualPoint.ShapePrice> proposed(double[] duals) {
        List<DualPoint.ShapePrice> prices = new ArrayList<>();
        for (int shape = 0; shape < instance.shapes().size(); shape++) {
            int row = row(shape);
            long[] shares = new long[instance.shares().size()];
            for (int share = 0; share < shares.length; share++) {
                shares[share] = DualPoint.scaled(duals[row + OWN_ROWS + share]);
            }
            prices.add(new DualPoint.ShapePrice(
                    DualPoint.scaled(duals[row]),
                    DualPoint.scaled(duals[row + 1] / MILLI),
                    DualPoint.scaled(duals[row + 2] / MIB),
                    DualPoint.scaled(duals[row + 3]),
                    shares));
        }
        return prices;
    }

    private Plan plan(double[] primal) {
        List<Plan.Quota> quotas = new ArrayList<>();
        int column = 0;
        for (Seat seat : instance.seats()) {
            double pods = primal[column++];
            if (pods > LinearProgram.ZERO) {
                quotas.add(new Plan.Quota(
                        instance.pod(seat).one(), instance.shape(seat).one(), pods));
            }
        }
        List<Plan.Cut> cuts = new ArrayList<>();
        for (Pattern pattern : patterns) {
            double gpus = primal[column++];
            if (gpus > LinearProgram.ZERO) {
                NodeShape shape = instance.shapes().get(pattern.shape()).one();
                cuts.add(new Plan.Cut(shape, pattern.pieces(instance.shares()), gpus));
            }
        }
        return new Plan(quotas, cuts);
    }
}
