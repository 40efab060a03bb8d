package dev.kerf.core.victim;

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
        return unit.priority() < claimant.priority() && !tenure.againstOwn(unit) ? OWN : OUT;
    }
}
