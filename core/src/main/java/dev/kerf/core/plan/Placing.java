package dev.kerf.core.plan;

import dev.kerf.core.queue.QueueTree;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workload;
import dev.kerf.core.snapshot.Workspace;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    List<Workload> inTurn() {
        List<Workload> order = order();
        boolean progress = companyMatters();
        while (progress) {
            int before = cycle.bound.size();
            order.forEach(this::place);
            progress = cycle.bound.size() > before;
        }
        return order.stream().filter(w -> cycle.open(w).findAny().isPresent()).toList();
    }

    private List<Workload> order() {
        List<Workload> order = new ArrayList<>();
        if (!cycle.snapshot.queued()) {
            for (Workload workload : inOneQueue()) {
                order.add(workload);
                place(workload);
            }
            return order;
        }
        Turns turns = new Turns(cycle.snapshot, cycle.accounts, cycle.deserved);
        for (Workload next = turns.next(); next != null; next = turns.next()) {
            order.add(next);
            place(next);
            turns.changed(next.queue());
        }
        return order;
    }

    /** All in the order they were served, but what was promised room first, and then gangs that lost members. */
    private List<Workload> inOneQueue() {
        List<Workload> all = cycle.snapshot.workloads();
        if (all.stream().noneMatch(w -> w.nominated() || w.returning())) {
            return all;
        }
        return all.stream()
                .sorted(java.util.Comparator.comparing((Workload w) -> !w.nominated())
                        .thenComparing(w -> !w.returning()))
                .toList();
    }

    private boolean companyMatters() {
        return !cycle.snapshot.relations().counters().isEmpty();
    }

    private void place(Workload workload) {
        if (workload.queue() == QueueTree.NONE) {
            return;
        }
        BitSet open = keeping.open();
        if (!workload.alone()) {
            placeGang(workload, open);
        } else if (cycle.workspace.nodeOf(workload.first()) == Workspace.NOWHERE
                && cycle.stage.place(workload.first(), open) != Workspace.NOWHERE) {
            cycle.bound.add(workload.first());
        }
    }

    private void placeGang(Workload workload, @Nullable BitSet open) {
        Snapshot snapshot = cycle.snapshot;
        if (snapshot.gangs().get(workload.gang()).refusals().isEmpty()
                && !cycle.muster.place(snapshot.crew(workload.gang()), open, cycle.bound)) {
            keeping.keep(workload);
        }
    }
}
