package dev.kerf.sim.kerf;

import dev.kerf.core.place.Placer;
import dev.kerf.core.plan.Conduct;
import dev.kerf.core.plan.Policy;
import dev.kerf.core.snapshot.Workspace;
import dev.kerf.core.worth.KerfPlacer;
import dev.kerf.core.worth.Outlook;
import org.jspecify.annotations.Nullable;

/** A policy that notes what its last cycle went by, so that the cycle can be saved. For one planning thread. */
public final class NotedPolicy implements Policy {
    private final Policy policy;
    private @Nullable Outlook outlook;

    public NotedPolicy(Policy policy) {
        this.policy = policy;
    }

    @Override
    public Placer placer(Workspace workspace, long seed) {
        Placer placer = policy.placer(workspace, seed);
        outlook = placer instanceof KerfPlacer kerf ? kerf.outlook() : null;
        return placer;
    }

    @Override
    public Conduct conduct() {
        return policy.conduct();
    }

    /** What the last cycle went by; null where there was none, or where the policy is another one than kerf's. */
    public @Nullable Outlook outlook() {
        return outlook;
    }
}
