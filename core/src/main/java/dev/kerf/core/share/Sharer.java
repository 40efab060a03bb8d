package dev.kerf.core.share;

import dev.kerf.core.use.Track;

/**
 * A pod that might share a card.
 *
 * @param name     of the pod
 * @param domain   those of one domain trust each other: the namespace, or what the label says
 * @param strict   the owner wants it kept apart by hardware
 * @param load     what it can put up with
 * @param root     it runs as root, or is killed without warning: no MPS
 * @param peers    it talks to other GPUs over NVLink, or has several: never shared
 * @param activity of its card, the 99th percentile, 0 to 1
 * @param memory   of its card, the most, in bytes
 * @param dram     how busy the card's memory was, the mean, 0 to 1; 0: not measured
 * @param hours    its activity hour by hour
 */
public record Sharer(
        String name,
        String domain,
        boolean strict,
        Strategy.Load load,
        boolean root,
        boolean peers,
        double activity,
        double memory,
        double dram,
        Track hours) {
    /** Hours both are known in, below which nothing is said. */
    private static final int LEAST = 24;

    private static final double STEADY = 1e-4;

    /**
     * How far the loads of two go together, Pearson's coefficient over the hours known of both; 0 where either is steady, 1 where too little is known
     * to say.
     */
    public double correlation(Sharer other) {
        Track theirs = beside(other.hours);
        int count = 0;
        double[] sums = new double[5];
        for (int i = 0; i < Math.min(hours.size(), theirs.size()); i++) {
            float x = hours.value(i);
            float y = theirs.value(i);
            if (!Float.isNaN(x) && !Float.isNaN(y)) {
                count++;
                add(sums, x, y);
            }
        }
        return count < LEAST ? 1 : pearson(sums, count);
    }

    private Track beside(Track theirs) {
        return theirs.start().equals(hours.start()) ? theirs : theirs.between(hours.start(), hours.end());
    }

    private static void add(double[] sums, double x, double y) {
        sums[0] += x;
        sums[1] += y;
        sums[2] += x * x;
        sums[3] += y * y;
        sums[4] += x * y;
    }

    private static double pearson(double[] sums, int n) {
        double x = Math.sqrt(Math.max(0, sums[2] / n - sums[0] / n * sums[0] / n));
        double y = Math.sqrt(Math.max(0, sums[3] / n - sums[1] / n * sums[1] / n));
        return x < STEADY || y < STEADY ? 0 : (sums[4] / n - sums[0] / n * sums[1] / n) / (x * y);
    }

    /** Whether the two trust each other. */
    boolean trusts(Sharer other) {
        return domain.equals(other.domain);
    }
}
