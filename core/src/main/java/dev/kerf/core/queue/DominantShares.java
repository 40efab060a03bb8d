package dev.kerf.core.queue;

/**
 * Whose turn it is by dominant resource fairness: the largest part that a queue has of any resource counts, divided by
 * its weight, and who has least comes next (Ghodsi et al., "Dominant Resource Fairness", NSDI 2011). In a tree
 * the turn goes from the roots down (Bhattacharya et al., "Hierarchical Scheduling for Diverse Datacenter Workloads",
 * SoCC 2013): what a queue made of others has is the sum of what they have, where those that could take more are first
 * scaled down to the least of them, so that one of them that went ahead does not hold back its siblings; and those that
 * can take no more are left as they are and out of the choice.
 */
public final class DominantShares {
    private final QueueTree tree;
    private final double[] weight;
    private final double[] capacity;
    private final double[][] vector;
    private final double[] share;
    private final boolean[] blocked;

    /**
     * Shares of nothing yet.
     *
     * @param weight   by queue number, above zero
     * @param capacity of the cluster, by resource
     */
    public DominantShares(QueueTree tree, double[] weight, long... capacity) {
        this.tree = tree;
        this.weight = weight.clone();
        this.capacity = new double[capacity.length];
        for (int r = 0; r < capacity.length; r++) {
            this.capacity[r] = capacity[r];
        }
        this.vector = new double[tree.count()][capacity.length];
        this.share = new double[tree.count()];
        this.blocked = new boolean[tree.count()];
    }

    /**
     * Reckons anew.
     *
     * @param used by leaf queue number and resource
     * @param full by leaf queue number: it wants no more, or something it needs is used up
     */
    public void reckon(long[][] used, boolean[] full) {
        for (int q = tree.count() - 1; q >= 0; q--) {
            if (tree.children(q).isEmpty()) {
                blocked[q] = full[q];
                for (int r = 0; r < capacity.length; r++) {
                    vector[q][r] = capacity[r] == 0 ? 0 : used[q][r] / capacity[r];
                }
            } else {
                addUp(q);
            }
            share[q] = dominant(vector[q]) / weight[q];
        }
    }

    private void addUp(int q) {
        double least = Double.POSITIVE_INFINITY;
        for (int child : tree.children(q)) {
            least = blocked[child] ? least : Math.min(least, share[child]);
        }
        blocked[q] = least == Double.POSITIVE_INFINITY;
        java.util.Arrays.fill(vector[q], 0);
        for (int child : tree.children(q)) {
            double scale = blocked[child] || share[child] == 0 ? 1 : least / share[child];
            for (int r = 0; r < capacity.length; r++) {
                vector[q][r] += scale * vector[child][r];
            }
        }
    }

    private static double dominant(double[] parts) {
        double most = 0;
        for (double part : parts) {
            most = Math.max(most, part);
        }
        return most;
    }

    /** The queue's dominant share divided by its weight. */
    public double share(int queue) {
        return share[queue];
    }

    /** The leaf queue whose turn it is, the first among equals, or {@link QueueTree#NONE} where all are full. */
    public int next() {
        int at = QueueTree.NONE;
        do {
            at = least(at == QueueTree.NONE ? tree.roots() : tree.children(at));
        } while (at != QueueTree.NONE && !tree.children(at).isEmpty());
        return at;
    }

    private int least(Iterable<Integer> siblings) {
        int least = QueueTree.NONE;
        for (int q : siblings) {
            if (!blocked[q] && (least == QueueTree.NONE || share[q] < share[least])) {
                least = q;
            }
        }
        return least;
    }
}
