package dev.kerf.sim.bound;

import java.util.Arrays;
import java.util.List;

/**
 * The dearest way to cut one GPU into shares of given prices: dynamic programming over the GPU's thousandths, exact.
 *
 * <p>Prices are integers, so nothing is rounded; sizes are divided by what they have in common first.
 */
final class ShareKnapsack {

    private static final int NOTHING = -1;

    private final int[] widths;
    private final long[] prices;
    private final long[] worth;
    private final int[] choice;

    private ShareKnapsack(int[] widths, long[] prices, int cells) {
        this.widths = widths;
        this.prices = prices;
        this.worth = new long[cells + 1];
        this.choice = new int[cells + 1];
    }

    static ShareKnapsack solve(List<Integer> shares, long[] prices) {
        int unit = shares.stream().reduce(PodDemand.WHOLE, ShareKnapsack::commonDivisor);
        int[] widths = shares.stream().mapToInt(share -> share / unit).toArray();
        ShareKnapsack knapsack = new ShareKnapsack(widths, prices, PodDemand.WHOLE / unit);
        knapsack.fill();
        return knapsack;
    }

    private static int commonDivisor(int a, int b) {
        return b == 0 ? a : commonDivisor(b, a % b);
    }

    private void fill() {
        Arrays.fill(choice, NOTHING);
        for (int cell = 1; cell < worth.length; cell++) {
            worth[cell] = worth[cell - 1];
            for (int share = 0; share < widths.length; share++) {
                int rest = cell - widths[share];
                if (rest >= 0 && worth[rest] + prices[share] > worth[cell]) {
                    worth[cell] = worth[rest] + prices[share];
                    choice[cell] = share;
                }
            }
        }
    }

    /** Worth of the dearest cut. */
    long best() {
        return worth[worth.length - 1];
    }

    /** Worth of the dearest cut that has at least one piece of {@code share}. */
    long bestWith(int share) {
        return prices[share] + worth[worth.length - 1 - widths[share]];
    }

    /** How many of each share the dearest cut has that holds at least one {@code share}. */
    int[] countsWith(int share) {
        int[] counts = new int[widths.length];
        counts[share]++;
        int cell = worth.length - 1 - widths[share];
        while (cell > 0) {
            if (choice[cell] == NOTHING) {
                cell--;
            } else {
                counts[choice[cell]]++;
                cell -= widths[choice[cell]];
            }
        }
        return counts;
    }
}
