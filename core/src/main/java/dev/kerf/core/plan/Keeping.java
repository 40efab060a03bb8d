package dev.kerf.core.plan;

import dev.kerf.core.fit.Eligibility;
import dev.kerf.core.fit.Room;
import dev.kerf.core.snapshot.Party;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;
import dev.kerf.core.victim.Ask;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Keeps what a gang can use from being nibbled away while it waits. The first gang that finds no room and has waited long
 * enough, and asks for no more than the share of its queue, gets nodes kept for it: as many as would hold it if they were empty, those that
 * are nearest to being so. What has its turn after it is not placed there, in this cycle and in those after; so the nodes empty, and the
 * gang waits no longer than what runs there when the keeping begins. One gang at a time is kept room for.
 */
final class Keeping {
    private final Cycle cycle;

    Keeping(Cycle cycle) {
        this.cycle = cycle;
    }

    /** The gang has found no room. */
    void keep(Party gang) {
        Snapshot snapshot = cycle.snapshot;
        boolean waited = snapshot.task(gang.first())
                .created()
                .plus(cycle.conduct.keepAfter())
                .isBefore(snapshot.asOf());
        Asks asks = new Asks(cycle);
        Ask ask = asks.of(gang);
        if (!cycle.stage.keeps() && waited && ask != null && ask.tasks().length > 1 && modest(asks, gang, ask)) {
            keep(gang, ask);
        }
    }

    private boolean modest(Asks asks, Party gang, Ask ask) {
        return cycle.accounts.open() || asks.claimant(gang, ask).modest();
    }

    private void keep(Party gang, Ask ask) {
        Snapshot snapshot = cycle.snapshot;
        int taskClass = snapshot.classOf(ask.tasks()[0]);
        Workspace empty = Workspace.empty(snapshot);
        Room whenEmpty = new Room(empty, new Eligibility(snapshot));
        List<Integer> nearest = cycle.muster.room().nodes(taskClass).stream()
                .boxed()
                .filter(n -> whenEmpty.on(taskClass, n) > 0)
                .sorted(Comparator.<Integer>comparingInt(n -> -cycle.workspace.gpuFree(n))
                        .thenComparingInt(n -> n))
                .toList();
        BitSet kept = new BitSet();
        int room = 0;
        for (int node : nearest) {
            if (room < ask.tasks().length) {
                room += whenEmpty.on(taskClass, node);
                kept.set(node);
            }
        }
        if (room >= ask.tasks().length) {
            BitSet rest = new BitSet();
            IntStream.range(0, snapshot.nodeCount()).filter(n -> !kept.get(n)).forEach(rest::set);
            cycle.stage.keep(rest, gang.first(), gang.end());
        }
    }
}
