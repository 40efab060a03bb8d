package dev.kerf.core.act;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Advice;
import dev.kerf.core.advise.Benefit;
import dev.kerf.core.advise.Guard;
import dev.kerf.core.price.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done, and what of its advice decides whether it may be.
 *
 * @param advice   its id, {@code R04-team-Deployment-web}
 * @param action   what is to be done
 * @param dayCents what it saves a day, in hundredths; null: there is no price, or money is not what it is for
 * @param placed   whether the planner has a place for everything afterwards
 * @param trust    how much of the measurements can be believed, 0 to 1
 * @param measured when the newest of them were taken
 * @param expires  not to be done later
 * @param guards   what the advice itself found
 */
public record Proposal(
        String advice,
        Action action,
        @Nullable Long dayCents,
        boolean placed,
        double trust,
        Instant measured,
        Instant expires,
        List<Guard> guards) {
    private static final long HOURS = 24;

    public Proposal {
        guards = List.copyOf(guards);
    }

    /** Of an advice. */
    public static Proposal of(Advice advice, double trust, Instant measured) {
        return new Proposal(
                advice.id(),
                advice.draft().action(),
                advice.draft().kind().isForMoney() ? dayCents(advice.benefit()) : null,
                advice.benefit().placed(),
                trust,
                measured,
                advice.expires(),
                advice.guards());
    }

    /** What it saves in theory, or really where that is more: work that makes way for a node's end gives up nothing itself. */
    private static @Nullable Long dayCents(Benefit benefit) {
        Money theory = benefit.theory();
        Money real = benefit.real();
        return theory == null ? null : HOURS * Math.max(theory.cents(), real == null ? 0 : real.cents());
    }

    /** Whether what is asked for is a part of a GPU for the next hour. */
    public boolean follows() {
        return action instanceof Action.Fraction part && part.follows();
    }

    /** Whether it takes away from work what it has, whole: its owner is told before. */
    public boolean reclaims() {
        return action instanceof Action.Scale || action instanceof Action.ScaleToZero;
    }
}
