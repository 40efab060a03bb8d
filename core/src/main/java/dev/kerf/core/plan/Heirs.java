package dev.kerf.core.plan;

import dev.kerf.core.snapshot.Party;
import dev.kerf.core.victim.Unit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** For which of several parties that get room together each of those leaves that stand where they go: by node, in turn. */
final class Heirs {
    private final Cycle cycle;
    private final Party first;
    private final Map<Integer, Deque<Party>> byNode = new HashMap<>();

    /** @param parties whose tasks stand where they go */
    Heirs(Cycle cycle, List<Party> parties) {
        this.cycle = cycle;
        this.first = parties.getFirst();
        for (Party party : parties) {
            byNode.computeIfAbsent(cycle.workspace.nodeOf(party.first()), n -> new ArrayDeque<>())
                    .add(party);
        }
    }

    /** Whoever leaves for none of them in particular leaves for the first. */
    Party of(Unit unit) {
        Integer node = cycle.snapshot.nodeNumber(
                cycle.snapshot.placement(unit.tasks()[0]).node());
        Deque<Party> here = node == null ? null : byNode.get(node);
        if (here == null) {
            return first;
        }
        Party next = here.remove();
        here.add(next);
        return next;
    }
}
