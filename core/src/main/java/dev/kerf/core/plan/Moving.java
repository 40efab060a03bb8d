package dev.kerf.core.plan;

import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Reason;
import dev.kerf.core.snapshot.Party;
import dev.kerf.core.victim.Ask;
import dev.kerf.core.victim.Move;
import dev.kerf.core.victim.Moves;
import java.util.ArrayList;
import java.util.List;

/**
 * The third step: where there is room enough in all, but in pieces, tasks that run move closer together for one that waits. Nobody
 * moves who has nowhere to go, and not more is moved than is gained by it.
 */
final class Moving {
    private final Cycle cycle;
    private final Asks asks;

    Moving(Cycle cycle) {
        this.cycle = cycle;
        this.asks = new Asks(cycle);
    }

    /** What still waits. */
    List<Party> consolidate(List<Party> waiting) {
        if (cycle.conduct.moves() == 0) {
            return waiting;
        }
        Refused refused = new Refused(cycle);
        List<Party> left = new ArrayList<>();
        for (Party party : waiting) {
            boolean asking = cycle.admissible(party) && cycle.patience(party) == null && !refused.refuses(party);
            Ask ask = asking ? asks.of(party) : null;
            if (ask == null || refused.refuses(party, ask) || !consolidate(party, ask)) {
                left.add(party);
                if (ask != null) {
                    refused.note(party, ask, null);
                }
            } else if (cycle.open(party).findAny().isPresent()) {
                left.add(party);
            }
        }
        return left;
    }

    private boolean consolidate(Party party, Ask ask) {
        Moves moves = new Moves(
                cycle.stage,
                cycle.muster,
                cycle.units(),
                party.queue(),
                cycle.conduct.moves(),
                cycle.conduct.moveRatio());
        Moves.Found found = moves.find(ask);
        if (found == null) {
            return false;
        }
        cycle.promise(
                List.of(party), found.placed(), found.lifted(), u -> party, (p, u) -> why(p, found, u.tasks()[0]));
        found.moves().forEach(m -> cycle.workspace.hold(m.task(), m.node(), m.devices()));
        return true;
    }

    private Reason why(Party party, Moves.Found found, int task) {
        String node = found.moves().stream()
                .filter(m -> m.task() == task)
                .map(Move::node)
                .map(n -> cycle.snapshot.node(n).name())
                .findFirst()
                .orElse("another node");
        return Reason.of(Code.MOVED, "work", cycle.name(party).toString(), "node", node);
    }
}
