package dev.kerf.kube.schedule;

import dev.kerf.core.model.Cluster;
import dev.kerf.core.plan.Plan;
import dev.kerf.core.plan.Progress;
import dev.kerf.core.plan.Step;
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
 * @param steps   how long each step of deciding took
 */
public record Cycle(long number, Cluster cluster, Plan plan, Map<Phase, Duration> took, Map<Step, Duration> steps) {
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
        steps = Collections.unmodifiableMap(new EnumMap<>(steps));
    }

    /** How long it took in all. */
    public Duration time() {
        return took.values().stream().reduce(Duration.ZERO, Duration::plus);
    }

    /** Times one cycle, which tells it of each phase and each step that is done. */
    static final class Watch implements Progress {
        private final EnumMap<Phase, Duration> took = new EnumMap<>(Phase.class);
        private final EnumMap<Step, Duration> steps = new EnumMap<>(Step.class);
        private long phaseBegan = System.nanoTime();
        private long stepBegan = phaseBegan;

        void done(Phase phase) {
            long now = System.nanoTime();
            took.put(phase, Duration.ofNanos(now - phaseBegan));
            phaseBegan = now;
            stepBegan = now;
        }

        @Override
        public void done(Step step) {
            long now = System.nanoTime();
            steps.put(step, Duration.ofNanos(now - stepBegan));
            stepBegan = now;
        }

        /** The cycle, which is over. */
        Cycle over(long number, Cluster cluster, Plan plan) {
            return new Cycle(number, cluster, plan, took, steps);
        }
    }
}
