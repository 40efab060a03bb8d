package dev.kerf.core.victim;

import dev.kerf.core.account.Accounts;
import dev.kerf.core.queue.QueueTree;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Taking back from other queues what they have beyond what they deserve. Compared are the two queues where the way to the
 * victim parts from the way to the claimant, and all below them on both ways.
 */
public final class Reclaim implements Grounds {
    private static final int KEEPS_SHARE = 0;
    private static final int KEEPS_GUARANTEE = 1;
    private final Claimant claimant;
    private final Units units;
    private final Tenure tenure;

    public Reclaim(Claimant claimant, Units units) {
        this.claimant = claimant;
        this.units = units;
        this.tenure =
                new Tenure(claimant.snapshot().queues(), claimant.snapshot().asOf());
    }

    @Override
    public int grade(Unit unit) {
        return unit.queue() == claimant.queue() || tenure.against(unit, claimant.queue()) ? OUT : ripeGrade(unit);
    }

    @Override
    public @Nullable Instant ripe(Unit unit) {
        return unit.queue() == claimant.queue() || ripeGrade(unit) == OUT
                ? null
                : tenure.endAgainst(unit, claimant.queue());
    }

    private int ripeGrade(Unit unit) {
        int mine = tenure.parted(claimant.queue(), unit.queue());
        boolean sure = claimant.sure(mine);
        if (!sure && !claimant.fair(mine)) {
            return OUT;
        }
        if (keeps(unit, false)) {
            return KEEPS_SHARE;
        }
        return sure && keeps(unit, true) ? KEEPS_GUARANTEE : OUT;
    }

    /** Whether every queue on the way to the unit would keep what it may not be brought below, of some contested resource. */
    private boolean keeps(Unit unit, boolean sure) {
        int parted = tenure.parted(unit.queue(), claimant.queue());
        for (int q = unit.queue(); q != QueueTree.NONE; q = claimant.tree().parent(q)) {
            if (!keeps(q, unit, sure)) {
                return false;
            }
            if (q == parted) {
                return true;
            }
        }
        return true;
    }

    private boolean keeps(int q, Unit unit, boolean sure) {
        Accounts accounts = claimant.accounts();
        for (int c = 0; c < accounts.charges().resources(); c++) {
            if (claimant.contests(c)) {
                long gives = units.charged(unit, c);
                if (gives > 0 && accounts.used(q, c) - gives >= claimant.floor(q, c, sure)) {
                    return true;
                }
            }
        }
        return false;
    }
}
