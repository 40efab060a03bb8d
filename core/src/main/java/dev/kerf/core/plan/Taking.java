package dev.kerf.core.plan;

import dev.kerf.core.fit.Verdict;
import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Reason;
import dev.kerf.core.snapshot.Workload;
import dev.kerf.core.victim.Ask;
import dev.kerf.core.victim.Claimant;
import dev.kerf.core.victim.Grounds;
import dev.kerf.core.victim.Preempt;
import dev.kerf.core.victim.Reclaim;
import dev.kerf.core.victim.Search;
import dev.kerf.core.victim.Unit;
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
    List<Workload> reclaim(List<Workload> waiting) {
        return cycle.accounts.open() ? waiting : take(waiting, Step.RECLAIM);
    }

    /** Within a queue; what still waits. */
    List<Workload> preempt(List<Workload> waiting) {
        return take(waiting, Step.PREEMPT);
    }

    private List<Workload> take(List<Workload> waiting, Step step) {
        Refused refused = new Refused(cycle);
        List<Workload> left = new ArrayList<>();
        for (Workload workload : waiting) {
            boolean all = cycle.admissible(workload) && !cycle.patient(workload) && takeAll(workload, step, refused);
            if (!all) {
                left.add(workload);
            }
        }
        return left;
    }

    /** What has to start together first, then what there is beyond, one by one; whether nothing is left to ask for. */
    private boolean takeAll(Workload workload, Step step, Refused refused) {
        Ask ask = asks.of(workload);
        while (ask != null) {
            if (refused.known(workload, ask)) {
                Verdict verdict = refused.verdict(workload, ask);
                if (verdict != null) {
                    cycle.say(workload, verdict);
                }
                return false;
            }
            if (!take(workload, ask, step)) {
                refused.note(workload, ask, cycle.said(workload));
                return false;
            }
            ask = asks.of(workload);
        }
        return true;
    }

    private boolean take(Workload workload, Ask ask, Step step) {
        Claimant claimant = asks.claimant(workload, ask);
        BiFunction<Claimant, dev.kerf.core.victim.Units, Grounds> grounds =
                step == Step.RECLAIM ? Reclaim::new : Preempt::new;
        Grounds ground = grounds.apply(claimant, cycle.units());
        Search search = new Search(cycle.stage, cycle.muster, cycle.units());
        if (proofs.refuse(workload, ask, claimant, ground, search, step)) {
            return false;
        }
        Search.Found found = search.find(ask, ground);
        if (found == null) {
            return false;
        }
        cycle.promise(workload, found.placed(), found.lifted(), unit -> why(workload, unit));
        return true;
    }

    private Reason why(Workload workload, Unit unit) {
        String work = cycle.name(workload).toString();
        return unit.queue() == workload.queue()
                ? Reason.of(Code.PREEMPTED, "work", work)
                : Reason.of(
                        Code.RECLAIMED,
                        "work",
                        work,
                        "queue",
                        cycle.snapshot.queues().queue(workload.queue()).name());
    }
}
