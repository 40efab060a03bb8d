package dev.kerf.core.plan;

import dev.kerf.core.queue.QueueTree;
import dev.kerf.core.snapshot.Party;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;
import java.util.ArrayList;
import java.util.List;

/** The first step: what waits is placed in turn, a gang like one task. Whoever finds no room holds up nobody behind it. */
final class Placing {
    private final Cycle cycle;
    private final Keeping keeping;

    Placing(Cycle cycle) {
        this.cycle = cycle;
        this.keeping = new Keeping(cycle);
    }

    /**
     * Places what can be placed; where tasks want company, those that found none are tried again as long as others, placed
     * after them, may have brought it.
     *
     * @return what still has tasks that stand nowhere, in the order it had its turn
     */
    List<Party> inTurn() {
        List<Party> order = order();
        boolean progress = companyMatters();
        while (progress) {
            int before = cycle.bound.size();
            order.forEach(this::place);
            progress = cycle.bound.size() > before;
        }
        return order.stream().filter(w -> cycle.open(w).findAny().isPresent()).toList();
    }

    private List<Party> order() {
        List<Party> order = new ArrayList<>();
        if (!cycle.snapshot.queued()) {
            for (Party party : inOneQueue()) {
                order.add(party);
                place(party);
            }
            return order;
        }
        Turns turns = new Turns(
                cycle.snapshot,
                cycle.accounts,
                cycle.deserved,
                cycle.conduct.fairness().order());
        for (Party next = turns.next(); next != null; next = turns.next()) {
            order.add(next);
            place(next);
            turns.changed(next.queue());
        }
        return order;
    }

    /** All in the order they were served, but what was promised room first, and then gangs that lost members. */
    private List<Party> inOneQueue() {
        List<Party> all = cycle.snapshot.parties();
        if (all.stream().noneMatch(w -> w.nominated() || w.returning())) {
            return all;
        }
        return all.stream()
                .sorted(java.util.Comparator.comparing((Party w) -> !w.nominated())
                        .thenComparing(w -> !w.returning()))
                .toList();
    }

    private boolean companyMatters() {
        return !cycle.snapshot.relations().counters().isEmpty();
    }

    private void place(Party party) {
        if (party.queue() == QueueTree.NONE) {
            return;
        }
        if (!party.alone()) {
            placeGang(party);
        } else if (cycle.workspace.nodeOf(party.first()) == Workspace.NOWHERE
                && cycle.stage.place(party.first(), null) != Workspace.NOWHERE) {
            cycle.bound.add(party.first());
        }
    }

    private void placeGang(Party party) {
        Snapshot snapshot = cycle.snapshot;
        if (snapshot.gangs().get(party.gang()).refusals().isEmpty()
                && !cycle.muster.place(snapshot.crew(party.gang()), null, cycle.bound)) {
            keeping.keep(party);
        }
    }
}
