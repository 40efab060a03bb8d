package dev.kerf.objects.cycle;

import dev.kerf.core.model.Cluster;
import dev.kerf.core.plan.Conduct;
import dev.kerf.core.plan.Plan;
import dev.kerf.core.plan.Planner;
import dev.kerf.core.plan.Policy;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.worth.KerfPlacer;
import dev.kerf.core.worth.Outlook;
import org.jspecify.annotations.Nullable;

/**
 * One cycle: what it was decided by, and what was decided.
 *
 * @param savedBy   the Kerf that saved it, {@code kerf 0.1.0}
 * @param scheduler whose pods it decided about
 * @param number    of the cycle in its process, from 1
 * @param seed      for what the policy left to chance
 * @param outlook   what the policy went by
 * @param conduct   how it conducted itself; null: as is usual
 * @param cluster   everything that was known
 * @param plan      what was decided
 */
public record SavedCycle(
        String savedBy,
        String scheduler,
        long number,
        long seed,
        Outlook outlook,
        @Nullable Conduct conduct,
        Cluster cluster,
        Plan plan) {
    /**
     * Decides again.
     *
     * @throws IllegalArgumentException if the cluster contradicts itself
     */
    public Plan replay() {
        Policy policy = Policy.of(
                (workspace, any) -> new KerfPlacer(workspace, outlook), conduct == null ? Conduct.USUAL : conduct);
        return Planner.plan(Snapshot.of(cluster), policy, seed);
    }
}
