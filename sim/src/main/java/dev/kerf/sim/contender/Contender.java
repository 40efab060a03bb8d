package dev.kerf.sim.contender;

import dev.kerf.core.place.BestNode;
import dev.kerf.core.plan.Policy;
import dev.kerf.sim.openb.OpenbPod;
import java.util.List;

/** A published policy in a comparison. */
public enum Contender {
    /** Fragmentation gradient descent. */
    FGD("06-FGD") {
        @Override
        public Policy policy(List<OpenbPod> mix) {
            return (w, seed) -> new BestNode(w, new Fgd(w.snapshot(), new Fragmentation(w.snapshot(), mix)));
        }
    },
    /** Least left of CPU and GPU. */
    BESTFIT("05-BestFit") {
        @Override
        public Policy policy(List<OpenbPod> mix) {
            return (w, seed) -> new BestNode(w, new BestFit(Asks.of(w.snapshot())));
        }
    },
    /** Least aligned with what is free. */
    DOTPROD("02-DotProd") {
        @Override
        public Policy policy(List<OpenbPod> mix) {
            return (w, seed) -> new BestNode(w, new DotProduct(Asks.of(w.snapshot())));
        }
    },
    /** Shared GPUs first. */
    PACKING("04-GpuPacking") {
        @Override
        public Policy policy(List<OpenbPod> mix) {
            return (w, seed) -> new BestNode(w, new GpuPacking(Asks.of(w.snapshot())));
        }
    },
    /** Like to like. */
    CLUSTERING("03-GpuClustering") {
        @Override
        public Policy policy(List<OpenbPod> mix) {
            return (w, seed) -> new GpuClustering(w);
        }
    },
    /** Any node that fits. */
    RANDOM("01-Random") {
        @Override
        public Policy policy(List<OpenbPod> mix) {
            return (w, seed) -> new RandomNode(w, seed);
        }
    };

    private final String published;

    Contender(String published) {
        this.published = published;
    }

    /** The name it has in the authors' tables. */
    public String published() {
        return published;
    }

    /**
     * The policy.
     *
     * @param mix the pod list it knows the mix from, where it wants to know
     */
    public abstract Policy policy(List<OpenbPod> mix);
}
