package dev.kerf.core.plan;

import dev.kerf.core.account.Charges;
import dev.kerf.core.account.Shortage;
import dev.kerf.core.fit.Verdict;
import dev.kerf.core.queue.QueueTree;
import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Fit;
import dev.kerf.core.reason.Reason;
import dev.kerf.core.snapshot.Party;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.victim.Ask;
import dev.kerf.core.victim.Claimant;
import dev.kerf.core.victim.Grounds;
import dev.kerf.core.victim.Search;
import dev.kerf.core.victim.Takeable;
import dev.kerf.core.victim.Unit;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Refusals that are certain, each with its proof in one sentence, and cheap beside a search: a bound of a queue; the share of the
 * claimant's queue; the sum of what is free and what may be taken back; and the room there would be, node by node and
 * domain by domain, if all left that may be asked.
 */
final class Proofs {
    private final Cycle cycle;
    private final Snapshot snapshot;
    private final Quantities quantities;

    Proofs(Cycle cycle) {
        this.cycle = cycle;
        this.snapshot = cycle.snapshot;
        this.quantities = new Quantities(cycle.accounts.charges());
    }

    /** Whether no search can succeed; if so, it is said why where there is more to say than what nodes lack. */
    boolean refuse(Party party, Ask ask, Claimant claimant, Grounds grounds, Search search, Step step) {
        boolean refused = certain(party, ask, claimant, grounds, search, step);
        if (refused && cycle.said(party) == null) {
            sayYoung(party, ask, grounds);
        }
        return refused;
    }

    private void sayYoung(Party party, Ask ask, Grounds grounds) {
        cycle.units().all().stream()
                .filter(u -> cycle.units().free(u, List.of()))
                .map(grounds::ripe)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .ifPresent(first -> cycle.say(
                        party,
                        verdict(Reason.of(
                                Code.VICTIMS_YOUNG,
                                "need",
                                quantities.need(ask),
                                "time",
                                first.truncatedTo(ChronoUnit.SECONDS)))));
    }

    /** It waits by its own will before others are asked to leave. */
    void sayPatient(Party party, Ask ask, Instant end) {
        Object time = end.truncatedTo(ChronoUnit.SECONDS);
        cycle.say(party, verdict(Reason.of(Code.PATIENT, "need", quantities.need(ask), "time", time)));
    }

    private boolean certain(Party party, Ask ask, Claimant claimant, Grounds grounds, Search search, Step step) {
        Shortage shortage = cycle.accounts.refuses(ask.tasks()[0], ask.wanted());
        if (shortage != null && (shortage.lasting() || shortage.kind() != Shortage.Kind.LIMIT)) {
            cycle.say(party, verdict(party, shortage));
            return true;
        }
        if (!cycle.accounts.open()
                && ask.wanted()[Charges.GPU] > 0
                && !ask.slices(cycle.accounts.charges(), snapshot)
                && refuseGpus(party, ask, claimant, grounds, step)) {
            return true;
        }
        if (cycle.units().all().stream().noneMatch(u -> may(u, grounds))) {
            if (shortage != null) {
                cycle.say(party, verdict(party, shortage));
            }
            return true;
        }
        int most = search.most(ask, grounds);
        if (most < ask.tasks().length) {
            if (ask.tasks().length > 1 && most > 0) {
                cycle.say(party, short_(ask, most));
            }
            return true;
        }
        return false;
    }

    private boolean may(Unit unit, Grounds grounds) {
        return cycle.units().free(unit, List.of()) && grounds.grade(unit) != Grounds.OUT;
    }

    private static Verdict short_(Ask ask, int most) {
        return new Verdict(
                Fit.NOT_NOW,
                Reason.of(Code.VICTIMS_SHORT, "needed", ask.tasks().length + " pods", "room", most),
                List.of());
    }

    /** GPUs are counted: those that are free anywhere, and those that may be taken. */
    private boolean refuseGpus(Party party, Ask ask, Claimant claimant, Grounds grounds, Step step) {
        long need = ask.wanted()[Charges.GPU];
        long free = free();
        long own = step == Step.RECLAIM ? 0 : own(party, grounds);
        long takeable = new Takeable(claimant, cycle.units()).gpus();
        if (free + own + takeable >= need || free >= need) {
            return false;
        }
        if (takeable + own == 0 && !claimant.fair(QueueTree.NONE)) {
            cycle.say(party, beyondShare(party, need));
        } else if (takeable + own > 0 || free > 0) {
            cycle.say(party, reclaimable(party, need, free, takeable + own));
        }
        return true;
    }

    private long own(Party party, Grounds grounds) {
        return cycle.units().all().stream()
                .filter(u -> u.queue() == party.queue() && (u.whole() || u.gang() < 0))
                .filter(u -> may(u, grounds))
                .mapToLong(u -> cycle.units().charged(u, Charges.GPU))
                .sum();
    }

    private long free() {
        long sum = 0;
        for (int n = 0; n < snapshot.nodeCount(); n++) {
            sum += cycle.accounts.charges().rated(cycle.workspace.gpuFree(n), n);
        }
        return sum;
    }

    private Verdict beyondShare(Party party, long need) {
        int queue = firstBeyond(party.queue(), need);
        return verdict(Reason.of(
                Code.QUEUE_SHARE,
                "need",
                quantities.text(Charges.GPU, need),
                "queue",
                snapshot.queues().queue(queue).name(),
                "used",
                quantities.bare(Charges.GPU, cycle.accounts.used(queue, Charges.GPU)),
                "most",
                quantities.bare(Charges.GPU, cycle.deserved.share(queue, Charges.GPU))));
    }

    private int firstBeyond(int queue, long need) {
        QueueTree tree = snapshot.queues();
        for (int q = queue; q != QueueTree.NONE; q = tree.parent(q)) {
            if (cycle.accounts.used(q, Charges.GPU) + need > cycle.deserved.share(q, Charges.GPU)) {
                return q;
            }
        }
        return queue;
    }

    private Verdict reclaimable(Party party, long need, long free, long takeable) {
        String there =
                free == 0 ? "" : quantities.text(Charges.GPU, free) + (free == 1000 ? " is free, " : " are free, ");
        return verdict(Reason.of(
                Code.QUEUE_RECLAIM,
                "need",
                quantities.text(Charges.GPU, need),
                "free",
                there,
                "queue",
                snapshot.queues().queue(party.queue()).name(),
                "most",
                quantities.bare(Charges.GPU, takeable)));
    }

    private static Verdict verdict(Reason reason) {
        return new Verdict(Fit.NOT_NOW, reason, List.of());
    }

    /** Which bound of a queue is in the way. */
    Verdict verdict(Party party, Shortage shortage) {
        String queue = snapshot.queues().queue(shortage.queue()).name();
        String need = quantities.text(shortage.column(), shortage.more());
        String most = quantities.bare(shortage.column(), shortage.most());
        String used = quantities.bare(shortage.column(), shortage.used());
        Code code =
                switch (shortage.kind()) {
                    case LIMIT -> Code.QUEUE_LIMIT;
                    case GUARANTEE -> Code.QUEUE_GUARANTEE;
                    case USER -> Code.QUEUE_USER;
                    case LENT -> Code.QUEUE_LENT;
                };
        String user = snapshot.task(party.first()).terms().user();
        Reason reason = code == Code.QUEUE_USER
                ? Reason.of(
                        code,
                        "need",
                        need,
                        "queue",
                        queue,
                        "most",
                        most,
                        "used",
                        used,
                        "user",
                        user.isEmpty() ? "nobody in particular" : user)
                : Reason.of(code, "need", need, "queue", queue, "most", most, "used", used);
        boolean never = shortage.lasting() && shortage.kind() != Shortage.Kind.LENT;
        return new Verdict(never ? Fit.NEVER : Fit.NOT_NOW, reason, List.of());
    }

    /** Why no queue may be charged for it now; null: one may. */
    @org.jspecify.annotations.Nullable
    Verdict bound(Party party, Ask ask) {
        Shortage shortage = cycle.accounts.refuses(ask.tasks()[0], ask.wanted());
        return shortage == null ? null : verdict(party, shortage);
    }
}
