package dev.kerf.core.plan;

import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Reason;
import dev.kerf.core.snapshot.Workload;
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
    List<Workload> consolidate(List<Workload> waiting) {
        if (cycle.conduct.moves() == 0) {
            return waiting;
        }
        Refused refused = new Refused(cycle);
        List<Workload> left = new ArrayList<>();
        for (Workload workload : waiting) {
            Ask ask = cycle.admissible(workload) && !cycle.patient(workload) ? asks.of(workload) : null;
            if (ask == null || refused.known(workload, ask) || !consolidate(workload, ask)) {
                left.add(workload);
                if (ask != null) {
                    refused.note(workload, ask, null);
                }
            } else if (cycle.open(workload).findAny().isPresent()) {
                left.add(workload);
            }
        }
        return left;
    }

    private boolean consolidate(Workload workload, Ask ask) {
        Moves moves = new Moves(
                cycle.stage,
                cycle.muster,
                cycle.units(),
                workload.queue(),
                cycle.conduct.moves(),
                cycle.conduct.moveRatio());
        Moves.Found found = moves.find(ask);
        if (found == null) {
            return false;
        }
        cycle.promise(workload, found.placed(), found.lifted(), unit -> why(workload, found, unit.tasks()[0]));
        found.moves().forEach(m -> cycle.workspace.hold(m.task(), m.node(), m.devices()));
        return true;
    }

    private Reason why(Workload workload, Moves.Found found, int task) {
        String node = found.moves().stream()
                .filter(m -> m.task() == task)
                .map(Move::node)
                .map(n -> cycle.snapshot.node(n).name())
                .findFirst()
                .orElse("another node");
        return Reason.of(Code.MOVED, "work", cycle.name(workload).toString(), "node", node);
    }
}
