package dev.kerf.sim.bound;

import java.util.List;

/** The fractional placement that reaches the bound: where each kind of pod goes, and how GPUs are cut up. */
public record Plan(List<Quota> quotas, List<Cut> cuts) {

    public Plan {
        quotas = List.copyOf(quotas);
        cuts = List.copyOf(cuts);
    }

    /** A number of pods of a kind for all the nodes of a shape together; kinds that get none are left out. */
    public record Quota(PodDemand pod, NodeShape shape, double pods) {}

    /** A number of GPUs of a shape, each cut into these shares (thousandths, largest first). */
    public record Cut(NodeShape shape, List<Integer> shares, double gpus) {

        public Cut {
            shares = List.copyOf(shares);
        }
    }
}
