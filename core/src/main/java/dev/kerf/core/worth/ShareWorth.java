package dev.kerf.core.worth;

import dev.kerf.core.model.Share;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;

/**
 * What a part of a GPU is worth, and what a GPU of which so much is left is worth, in GPUs.
 *
 * <p>The worth of the expected sizes are the prices of the cutting-stock problem "cover the expected parts with as few
 * GPUs as possible" (Gilmore and Gomory, "A linear programming approach to the cutting-stock problem", Operations
 * Research 9, 1961), solved outside. What a remainder is worth follows from them by an exact knapsack: the dearest set
 * of expected parts that fits into it. A whole free GPU is worth 1.
 */
public final class ShareWorth {
    /** No part is worth less, when demand is added up. */
    static final double LEAST = 0.02;

    private static final double NOTHING = 1e-9;
    private final double[] part = new double[Share.WHOLE + 1];
    private final double[] left = new double[Share.WHOLE + 1];

    /**
     * The worth that follows from the prices of the expected parts.
     *
     * @param prices by thousandths, 1 to 999; none negative; empty where no parts are expected
     */
    public ShareWorth(SortedMap<Integer, Double> prices) {
        for (int r = 1; r <= Share.WHOLE; r++) {
            left[r] = left[r - 1];
            for (Map.Entry<Integer, Double> e : prices.headMap(r + 1).entrySet()) {
                left[r] = Math.max(left[r], left[r - e.getKey()] + e.getValue());
            }
        }
        for (int r = 0; r < Share.WHOLE; r++) {
            left[r] = prices.isEmpty() ? r / (double) Share.WHOLE : left[r] < NOTHING ? 0 : left[r];
        }
        left[Share.WHOLE] = 1;
        Arrays.fill(part, Double.NaN);
        prices.forEach((size, price) -> part[size] = price);
        part[Share.WHOLE] = 1;
    }

    /** What a part of this size is worth; for a size that was not expected, the least it can cost any remainder. */
    public double of(int thousandths) {
        if (Double.isNaN(part[thousandths])) {
            part[thousandths] = cheapest(thousandths);
        }
        return part[thousandths];
    }

    private double cheapest(int size) {
        double least = 1;
        for (int r = size; r <= Share.WHOLE; r++) {
            least = Math.min(least, left[r] - left[r - size]);
        }
        return Math.max(0, least);
    }

    /** What a GPU is worth of which this much is left. */
    public double left(int thousandths) {
        return left[Math.max(0, thousandths)];
    }

    /** Whether so much left is good for nothing that is expected. */
    public boolean dead(int thousandths) {
        return left(thousandths) == 0;
    }
}
