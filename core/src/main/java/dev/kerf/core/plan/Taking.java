package dev.kerf.core.plan;

import dev.kerf.core.fit.Verdict;
import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Reason;
import dev.kerf.core.snapshot.Party;
import dev.kerf.core.victim.Ask;
import dev.kerf.core.victim.Claimant;
import dev.kerf.core.victim.Grounds;
import dev.kerf.core.victim.Preempt;
import dev.kerf.core.victim.Reclaim;
import dev.kerf.core.victim.Search;
import dev.kerf.core.victim.Unit;
import dev.kerf.core.victim.Units;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The steps that ask others to leave: first queues take back from others what they deserve, then work of lower priority gives
 * way within its own. What arithmetic refuses is never searched for.
 */
final class Taking {
    private final Cycle cycle;
    private final Asks asks;
    private final Proofs proofs;
    private final Guarded guarded;

    Taking(Cycle cycle) {
        this.cycle = cycle;
        this.asks = new Asks(cycle);
        this.proofs = new Proofs(cycle);
        this.guarded = new Guarded(cycle);
    }

    /** Between queues; what still waits. */
    List<Party> reclaim(List<Party> waiting) {
        return cycle.accounts.open() ? waiting : take(waiting, Step.RECLAIM);
    }

    /** Within a queue; what still waits. */
    List<Party> preempt(List<Party> waiting) {
        return take(waiting, Step.PREEMPT);
    }

    private List<Party> take(List<Party> waiting, Step step) {
        Refused refused = new Refused(cycle);
        List<Party> left = new ArrayList<>();
        for (int next = 0; next < waiting.size(); ) {
            Party party = waiting.get(next);
            boolean all = cycle.admissible(party)
                    && !patient(party)
                    && !refused.refuses(party)
                    && takeAll(party, step, refused);
            if (!all) {
                left.add(party);
            }
            next++;
            if (all && party.alone()) {
                next += takeAlike(party, waiting.subList(next, waiting.size()), step);
            }
        }
        return left;
    }

    /**
     * Those after a party that are like it ask together, twice as many each time as before; where so many ask in vain, they
     * go on one by one.
     *
     * @return for how many room is made
     */
    private int takeAlike(Party party, List<Party> after, Step step) {
        int alike = 0;
        while (alike < after.size() && alike(party, after.get(alike))) {
            alike++;
        }
        int taken = 0;
        for (int more = 2; taken < alike; more *= 2) {
            List<Party> together = after.subList(taken, Math.min(alike, taken + more));
            if (together.size() < 2 || !takeQuietly(together, step)) {
                return taken;
            }
            taken += together.size();
        }
        return taken;
    }

    /** What is in the way of several is nothing to tell one of them. */
    private boolean takeQuietly(List<Party> together, Step step) {
        Party first = together.getFirst();
        Verdict before = cycle.said(first);
        boolean all = take(together, asks.together(together), step);
        if (!all) {
            cycle.unsay(first);
        }
        if (!all && before != null) {
            cycle.say(first, before);
        }
        return all;
    }

    private boolean alike(Party one, Party other) {
        return cycle.alike().are(one, other) && cycle.admissible(other) && cycle.patience(other) == null;
    }

    private boolean patient(Party party) {
        Instant end = cycle.patience(party);
        if (end == null) {
            return false;
        }
        Ask ask = asks.of(party);
        if (ask != null) {
            proofs.sayPatient(party, ask, end);
        }
        return true;
    }

    /** What has to start together first, then what there is beyond, one by one; whether nothing is left to ask for. */
    private boolean takeAll(Party party, Step step, Refused refused) {
        Ask ask = asks.of(party);
        while (ask != null) {
            if (refused.refuses(party, ask)) {
                return false;
            }
            if (!take(List.of(party), ask, step)) {
                refused.note(party, ask, cycle.said(party));
                return false;
            }
            ask = asks.of(party);
        }
        return true;
    }

    /** Makes room for all of the parties, which are alike, or for none. */
    private boolean take(List<Party> parties, Ask ask, Step step) {
        Party party = parties.getFirst();
        Claimant claimant = asks.claimant(party, ask);
        Function<Units, Grounds> grounds =
                units -> step == Step.RECLAIM ? new Reclaim(claimant, units) : new Preempt(claimant, units);
        Grounds ground = grounds.apply(cycle.units());
        Search search = new Search(cycle.stage, cycle.muster, cycle.units());
        Search.Found found =
                proofs.refuse(party, ask, claimant, ground, search, step) ? null : search.find(ask, ground);
        if (found == null) {
            if (parties.size() == 1) {
                guarded.say(party, ask, grounds);
            }
            return false;
        }
        Heirs heirs = new Heirs(cycle, parties);
        cycle.promise(parties, found.placed(), found.lifted(), heirs::of, this::why);
        return true;
    }

    private Reason why(Party party, Unit unit) {
        String work = cycle.name(party).toString();
        return unit.queue() == party.queue()
                ? Reason.of(Code.PREEMPTED, "work", work)
                : Reason.of(
                        Code.RECLAIMED,
                        "work",
                        work,
                        "queue",
                        cycle.snapshot.queues().queue(party.queue()).name());
    }
}
