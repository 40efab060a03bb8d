package dev.kerf.core.victim;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Taking the place of work of lower priority in the same queue, and, where that is not enough, of what may be reclaimed. */
public final class Preempt implements Grounds {
    private static final int OWN = 2;
    private final Claimant claimant;
    private final Reclaim reclaim;
    private final Tenure tenure;

    public Preempt(Claimant claimant, Units units) {
        this.claimant = claimant;
        this.reclaim = new Reclaim(claimant, units);
        this.tenure =
                new Tenure(claimant.snapshot().queues(), claimant.snapshot().asOf());
    }

    @Override
    public int grade(Unit unit) {
        if (unit.queue() != claimant.queue()) {
            return claimant.accounts().open() ? OUT : reclaim.grade(unit);
        }
        return lower(unit) && !tenure.againstOwn(unit) ? OWN : OUT;
    }

    @Override
    public @Nullable Instant ripe(Unit unit) {
        if (unit.queue() != claimant.queue()) {
            return claimant.accounts().open() ? null : reclaim.ripe(unit);
        }
        return lower(unit) ? tenure.endAgainstOwn(unit) : null;
    }

    private boolean lower(Unit unit) {
        return unit.priority() < claimant.priority();
    }
}
