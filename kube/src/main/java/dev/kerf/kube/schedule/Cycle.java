package dev.kerf.kube.schedule;

import dev.kerf.core.model.Cluster;
import dev.kerf.core.plan.Plan;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * A cycle that decided something.
 *
 * @param number  from 1; cycles in which nothing waited are counted too
 * @param cluster what it decided about
 * @param plan    what it decided
 * @param took    how long each phase took
 */
public record Cycle(long number, Cluster cluster, Plan plan, Map<Phase, Duration> took) {
    /** What a cycle does, one after the other. */
    public enum Phase {
        /** The records of the cluster are taken together. */
        RECORDS,
        /** They become a snapshot. */
        SNAPSHOT,
        /** It is decided. */
        PLAN,
        /** Bindings and notes are handed over to be sent. */
        EFFECTS
    }

    public Cycle {
        took = Collections.unmodifiableMap(new EnumMap<>(took));
    }

    /** How long it took in all. */
    public Duration time() {
        return took.values().stream().reduce(Duration.ZERO, Duration::plus);
    }

    /** Times the phases of one cycle. */
    static final class Watch {
        private final Map<Phase, Duration> took = new EnumMap<>(Phase.class);
        private long last = System.nanoTime();

        void done(Phase phase) {
            long now = System.nanoTime();
            took.put(phase, Duration.ofNanos(now - last));
            last = now;
        }

        Map<Phase, Duration> took() {
            return took;
        }
    }
}
