package dev.kerf.core.plan;

import dev.kerf.core.account.Stage;
import dev.kerf.core.fit.Verdict;
import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Count;
import dev.kerf.core.reason.Fit;
import dev.kerf.core.reason.Reason;
import dev.kerf.core.snapshot.Party;
import dev.kerf.core.victim.Ask;
import dev.kerf.core.victim.Exceeded;
import dev.kerf.core.victim.Grounds;
import dev.kerf.core.victim.Search;
import dev.kerf.core.victim.Units;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which disruption budgets alone are in the way of a party that could else ask others to leave: found by the same search, made
 * once more as if there were none. What a bound of a queue refuses is the queue's to say.
 */
final class Guarded {
    private final Cycle cycle;
    private final Quantities quantities;

    Guarded(Cycle cycle) {
        this.cycle = cycle;
        this.quantities = new Quantities(cycle.accounts.charges());
    }

    /** Says so of a party that was refused. */
    void say(Party party, Ask ask, Function<Units, Grounds> grounds) {
        if (cycle.snapshot.budgets().isEmpty() || cycle.accounts.refuses(ask.tasks()[0], ask.wanted()) != null) {
            return;
        }
        List<Exceeded> exceeded = inTheWay(ask, grounds.apply(cycle.units().unguarded()));
        if (!exceeded.isEmpty()) {
            String guards = exceeded.stream().map(Guarded::guards).collect(Collectors.joining(", "));
            Reason reason = Reason.of(Code.VICTIMS_GUARDED, "need", quantities.need(ask), "guards", guards);
            cycle.say(party, new Verdict(Fit.NOT_NOW, reason, List.of()));
        }
    }

    private List<Exceeded> inTheWay(Ask ask, Grounds grounds) {
        Units units = cycle.units();
        if (units.all().stream().noneMatch(u -> units.guarded(u) && grounds.grade(u) != Grounds.OUT)) {
            return List.of();
        }
        Search search = new Search(cycle.stage, cycle.muster, units.unguarded());
        Stage.Mark mark = cycle.stage.checkpoint();
        Search.Found found = search.most(ask, grounds) < ask.tasks().length ? null : search.find(ask, grounds);
        cycle.stage.undo(mark);
        return found == null
                ? List.of()
                : units.exceeded(found.lifted().places().keySet());
    }

    private static String guards(Exceeded exceeded) {
        long pods = exceeded.tasks();
        return "PodDisruptionBudget " + exceeded.budget().namespace() + "/"
                + exceeded.budget().name() + " guards "
                + Count.of(pods, "pod") + " that would have to leave and lets "
                + (exceeded.left() == 0 ? "none" : exceeded.left()) + " leave now";
    }
}
