package dev.kerf.kube.schedule;

import dev.kerf.core.account.Charges;
import dev.kerf.core.account.QueueState;
import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Queue;
import dev.kerf.core.plan.Fairness;
import dev.kerf.core.queue.PastUse;
import dev.kerf.core.snapshot.Snapshot;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The part of all GPUs that each queue had of late. It is kept in the queues' status too, so that whoever comes after goes on from
 * there; what happened while nobody looked counts as if it had been as it is found.
 */
final class PastUses {
    private final Fairness fairness;
    private final Map<String, PastUse> known = new HashMap<>();

    PastUses(Fairness fairness) {
        this.fairness = fairness;
    }

    /** The cluster whose queues know what they had. */
    Cluster with(Cluster cluster) {
        if (!fairness.remembers()) {
            return cluster;
        }
        return cluster.withQueues(cluster.queues().stream()
                .map(q -> q.withPastUse(of(q, cluster.asOf()).part()))
                .toList());
    }

    private PastUse of(Queue queue, Instant now) {
        return known.computeIfAbsent(queue.name(), n -> new PastUse(queue.pastUse(), now));
    }

    /** What each queue had of late, now that these have so much; empty where nobody asks for it. */
    Map<String, Double> after(List<QueueState> states, Snapshot snapshot) {
        Map<String, Double> parts = new HashMap<>();
        if (fairness.remembers()) {
            long all = Math.max(1, new Charges(snapshot).capacity()[Charges.GPU]);
            for (QueueState state : states) {
                double had = state.used().getOrDefault(Charges.GPUS, 0L) / (double) all;
                PastUse before = known.getOrDefault(state.queue(), new PastUse(0, snapshot.asOf()));
                PastUse now = before.after(Math.min(1, had), snapshot.asOf(), fairness.halfLife());
                known.put(state.queue(), now);
                parts.put(state.queue(), now.part());
            }
            known.keySet().retainAll(parts.keySet());
        }
        return parts;
    }

    /** Somebody else may have gone on since. */
    void forget() {
        known.clear();
    }
}
