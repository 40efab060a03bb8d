package dev.kerf.sim.bound;

import java.util.List;

/**
 * The most GPUs that any placement could allocate when all pods are known beforehand.
 *
 * <p>Column generation (Gilmore and Gomory 1961): nodes of a shape are pooled, pods and patterns may be fractional; the
 * linear program proposes prices, a knapsack finds the patterns that would earn most under them, until none earns
 * anything. Every proposal is turned into a bound by {@link DualPoint}, and the lowest counts.
 */
public final class OfflineBound {

    private static final int MOST_PROGRAMS = 200;
    /** A pattern has to earn 1e-7 GPU per GPU to be worth another round. */
    private static final long WORTHWHILE = DualPoint.scaled(1e-7);
    /** The plan reaches the bound when it misses no more than this part of it. */
    private static final double CLOSE = 1e-6;

    private final Instance instance;
    private final Master master;
    private DualPoint proof;
    private double bound;
    private double reached;
    private boolean exhausted;
    private int programs;
    private Plan plan = new Plan(List.of(), List.of());

    private OfflineBound(Instance instance) {
        this.instance = instance;
        this.master = new Master(instance);
        this.proof = DualPoint.free(instance);
        this.bound = proof.bound();
    }

    /** Bounds the GPUs that {@code demands} can get on {@code nodes}; CPU-only pods and nodes are ignored. */
    public static BoundResult solve(List<PodDemand> demands, List<NodeShape> nodes) {
        OfflineBound search = new OfflineBound(Instance.of(demands, nodes));
        if (search.instance.seats().isEmpty()) {
            return search.result(true);
        }
        try {
            search.generate();
        } catch (LinearProgram.NotSolved stopped) {
            return search.result(false);
        }
        return search.result(search.exhausted && search.bound - search.reached <= CLOSE * Math.max(1, search.bound));
    }

    private BoundResult result(boolean certified) {
        return new BoundResult(bound, certified, master.columns(), programs, proof.prices(), plan);
    }

    private void generate() throws LinearProgram.NotSolved {
        while (!exhausted && programs < MOST_PROGRAMS) {
            Master.Solved solved = master.solve();
            programs++;
            reached = solved.gpus();
            plan = solved.plan();
            keepIfLower(DualPoint.repaired(instance, solved.proposed()));
            exhausted = !addPatterns(solved.proposed());
        }
    }

    private void keepIfLower(DualPoint candidate) {
        double value = candidate.bound();
        if (value < bound) {
            bound = value;
            proof = candidate;
        }
    }

    /** Adds for each shape and share size the dearest pattern that has the share; false when none earns anything. */
    private boolean addPatterns(List<DualPoint.ShapePrice> prices) {
        boolean added = false;
        for (int shape = 0; shape < prices.size(); shape++) {
            DualPoint.ShapePrice price = prices.get(shape);
            ShareKnapsack knapsack = ShareKnapsack.solve(instance.shares(), price.shares());
            for (int share = 0; share < price.shares().length; share++) {
                if (knapsack.bestWith(share) > price.gpu() + WORTHWHILE) {
                    added |= master.add(Pattern.of(shape, knapsack.countsWith(share)));
                }
            }
        }
        return added;
    }
}
