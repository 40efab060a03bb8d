package dev.kerf.core.plan;

import dev.kerf.core.account.Stage;
import dev.kerf.core.model.Placement;
import dev.kerf.core.snapshot.Party;
import dev.kerf.core.snapshot.Workspace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The second step: room that is being left anyway is promised to those who wait, in the order of their turns, before anybody is
 * asked to leave for them. What was promised before is promised again in this way until it is free. Whoever should have been gone
 * for long is not counted on any more.
 */
final class Awaiting {
    private final Cycle cycle;

    /** Where a leaving task stands. */
    private record Spot(int task, int node, long devices) {}

    Awaiting(Cycle cycle) {
        this.cycle = cycle;
    }

    /** Promises what can be; what is left of those who wait. */
    List<Party> promise(List<Party> waiting) {
        List<Spot> leaving = leaving();
        if (leaving.isEmpty()) {
            return waiting;
        }
        Stage.Mark mark = cycle.stage.checkpoint();
        leaving.forEach(s -> cycle.stage.lift(s.task()));
        List<Party> left = waiting.stream().filter(w -> !promise(w)).toList();
        if (left.size() == waiting.size()) {
            cycle.stage.undo(mark);
        } else {
            leaving.forEach(s -> cycle.stage.putBack(s.task(), s.node(), s.devices()));
        }
        return left;
    }

    private List<Spot> leaving() {
        return IntStream.range(cycle.snapshot.pendingCount(), cycle.snapshot.taskCount())
                .filter(t -> cycle.workspace.nodeOf(t) != Workspace.NOWHERE && expected(cycle.snapshot.placement(t)))
                .mapToObj(t -> new Spot(t, cycle.workspace.nodeOf(t), cycle.workspace.devicesOf(t)))
                .toList();
    }

    private boolean expected(Placement placement) {
        Instant goneBy = placement.goneBy();
        return goneBy != null && goneBy.plus(cycle.conduct.leaving()).isAfter(cycle.snapshot.asOf());
    }

    /** Into the room of those that leave, who are off their nodes meanwhile. */
    private boolean promise(Party party) {
        if (!cycle.admissible(party)) {
            return false;
        }
        Stage.Mark mark = cycle.stage.checkpoint();
        List<Integer> placed = new ArrayList<>();
        boolean stands = place(party, placed);
        if (placed.isEmpty() || !stands) {
            cycle.stage.undo(mark);
            return false;
        }
        cycle.promise(party, placed);
        return true;
    }

    private boolean place(Party party, List<Integer> placed) {
        if (!party.alone()) {
            return cycle.muster.place(cycle.snapshot.crew(party.gang()), null, placed);
        }
        if (cycle.stage.place(party.first(), null) != Workspace.NOWHERE) {
            placed.add(party.first());
        }
        return !placed.isEmpty();
    }
}
