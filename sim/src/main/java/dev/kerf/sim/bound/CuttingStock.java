package dev.kerf.sim.bound;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The prices of the cutting-stock problem: what each size of share is worth when the given numbers of shares are to be
 * covered with as few GPUs as possible.
 *
 * <p>Gilmore and Gomory, Operations Research 9, 1961, from the dual side: the prices are the variables, every way to cut
 * a GPU is a limit, and the dearest cut that breaks its limit is added until none does.
 */
public final class CuttingStock {
    private static final double UNITS = 1L << 40;
    private static final double ENOUGH = 1e-9;
    private static final int MOST_ROUNDS = 500;
    private final List<Integer> sizes;
    private final double[] demand;
    private final List<int[]> cuts = new ArrayList<>();

    private CuttingStock(SortedMap<Integer, Double> shares) {
        double all = shares.values().stream().mapToDouble(Double::doubleValue).sum();
        this.sizes = List.copyOf(shares.keySet());
        this.demand = shares.values().stream().mapToDouble(d -> d / all).toArray();
        for (int i = 0; i < demand.length; i++) {
            int[] cut = new int[demand.length];
            cut[i] = PodDemand.WHOLE / sizes.get(i);
            cuts.add(cut);
        }
    }

    /**
     * The worth of one share of each size, in GPUs.
     *
     * @param shares how many of each size, by thousandths, 1 to 999; each above zero
     * @throws IllegalStateException if the linear program cannot be solved
     */
    public static SortedMap<Integer, Double> prices(SortedMap<Integer, Double> shares) {
        if (shares.isEmpty()) {
            return new TreeMap<>();
        }
        CuttingStock problem = new CuttingStock(shares);
        double[] prices = problem.solve();
        SortedMap<Integer, Double> found = new TreeMap<>();
        for (int i = 0; i < prices.length; i++) {
            found.put(problem.sizes.get(i), prices[i]);
        }
        return found;
    }

    private double[] solve() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double[] prices = restricted();
            if (!addBroken(prices)) {
                return prices;
            }
        }
        return restricted();
    }

    private double[] restricted() {
        double[] limits = new double[cuts.size()];
        Arrays.fill(limits, 1);
        LinearProgram program = new LinearProgram(limits, demand);
        for (int row = 0; row < limits.length; row++) {
            for (int i = 0; i < demand.length; i++) {
                program.set(row, i, cuts.get(row)[i]);
            }
        }
        try {
            return Arrays.stream(program.solve().primal())
                    .map(p -> Math.max(0, p))
                    .toArray();
        } catch (LinearProgram.NotSolved notSolved) {
            throw new IllegalStateException("no prices for shares " + sizes, notSolved);
        }
    }

    /** Adds, for each size, the dearest cut with a piece of it, where it is worth more than a GPU. */
    private boolean addBroken(double[] prices) {
        long[] units =
                Arrays.stream(prices).mapToLong(p -> Math.round(p * UNITS)).toArray();
        ShareKnapsack knapsack = ShareKnapsack.solve(sizes, units);
        boolean added = false;
        for (int i = 0; i < units.length; i++) {
            if (knapsack.bestWith(i) / UNITS > 1 + ENOUGH) {
                int[] cut = knapsack.countsWith(i);
                if (cuts.stream().noneMatch(c -> Arrays.equals(c, cut))) {
                    cuts.add(cut);
                    added = true;
                }
            }
        }
        return added;
    }
}
