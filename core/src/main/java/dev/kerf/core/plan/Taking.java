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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The steps that ask others to leave: first queues take back from others what they deserve, then work of lower priority gives
 * way within its own. What arithmetic refuses is never searched for.
 */
final class Taking {
    private final Cycle cycle;
    private final Asks asks;
    private final Proofs proofs;

    Taking(Cycle cycle) {
        this.cycle = cycle;
        this.asks = new Asks(cycle);
        this.proofs = new Proofs(cycle);
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
        for (Party party : waiting) {
            boolean all = cycle.admissible(party) && !patient(party) && takeAll(party, step, refused);
            if (!all) {
                left.add(party);
            }
        }
        return left;
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
            if (refused.known(party, ask)) {
                Verdict verdict = refused.verdict(party, ask);
                if (verdict != null) {
                    cycle.say(party, verdict);
                }
                return false;
            }
            if (!take(party, ask, step)) {
                refused.note(party, ask, cycle.said(party));
                return false;
            }
            ask = asks.of(party);
        }
        return true;
    }

    private boolean take(Party party, Ask ask, Step step) {
        Claimant claimant = asks.claimant(party, ask);
        BiFunction<Claimant, dev.kerf.core.victim.Units, Grounds> grounds =
                step == Step.RECLAIM ? Reclaim::new : Preempt::new;
        Grounds ground = grounds.apply(claimant, cycle.units());
        Search search = new Search(cycle.stage, cycle.muster, cycle.units());
        if (proofs.refuse(party, ask, claimant, ground, search, step)) {
            return false;
        }
        Search.Found found = search.find(ask, ground);
        if (found == null) {
            return false;
        }
        cycle.promise(party, found.placed(), found.lifted(), unit -> why(party, unit));
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
