package dev.kerf.core.queue;

import dev.kerf.core.model.Queue;
import dev.kerf.core.model.Quota;
import java.util.ArrayList;
import java.util.List;

/**
 * What each queue of a tree deserves of one resource: the roots divide the cluster, and every queue divides what it
 * deserves among those it is made of.
 */
public final class FairShares {
    private final QueueTree tree;
    private final String resource;
    private final Division division;
    private final long[] requested;
    private final double[] used;
    private final long[] share;

    private FairShares(QueueTree tree, String resource, Division division, long[] requested, double[] used) {
        this.tree = tree;
        this.resource = resource;
        this.division = division;
        this.requested = requested;
        this.used = used;
        this.share = new long[tree.count()];
    }

    /**
     * The share of each queue, by number.
     *
     * @param total     what the cluster has of the resource
     * @param requested by queue: what the work charged to it asks for, running or waiting, not counting queues below
     * @param used      by queue: the part of the cluster it had of late; what queues below had is counted in
     */
    public static long[] of(
            QueueTree tree, String resource, Division division, long total, long[] requested, double[] used) {
        FairShares shares = new FairShares(tree, resource, division, requested.clone(), used);
        shares.addUp();
        shares.divide(total, tree.roots());
        return shares.share;
    }

    /** A queue asks for what is asked of it and below it, as far as it may have it. */
    private void addUp() {
        for (int q = tree.count() - 1; q >= 0; q--) {
            int parent = tree.parent(q);
            if (parent != QueueTree.NONE) {
                long wanted = Math.min(requested[q], quota(q).most());
                requested[parent] = Math.addExact(requested[parent], wanted);
            }
        }
    }

    private Quota quota(int q) {
        return tree.queue(q).quota(resource);
    }

    private void divide(long total, List<Integer> siblings) {
        List<Claim> claims = new ArrayList<>();
        siblings.forEach(q -> claims.add(claim(q)));
        long[] shares = division.shares(total, claims);
        for (int i = 0; i < shares.length; i++) {
            int q = siblings.get(i);
            share[q] = shares[i];
            divide(shares[i], tree.children(q));
        }
    }

    private Claim claim(int q) {
        Queue queue = tree.queue(q);
        Quota quota = quota(q);
        return new Claim(
                queue.name(),
                quota.guarantee(),
                quota.kept(),
                quota.most(),
                requested[q],
                quota.weight(),
                queue.priority(),
                queue.created(),
                used[q]);
    }
}
