package dev.kerf.sim.replay;

import dev.kerf.core.fit.Eligibility;
import dev.kerf.core.place.Placer;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Moves tasks of a replay so that one that found no place finds one: from one node, so many at most, each to where the placer puts it
 * on the other nodes. The fewest moves come first, then the least GPU moved. Nodes are tried one at a time, and a task that was
 * moved is not moved on within the same arrival.
 */
final class Migration {
    /** Ways that fit on paper of which so many are tried in earnest. */
    private static final int TRIED = 64;

    private static final Comparator<Way> FEWEST = Comparator.<Way>comparingInt(w -> w.tasks.size())
            .thenComparingLong(Way::demand)
            .thenComparingInt(Way::node);

    private final Snapshot snapshot;
    private final Workspace workspace;
    private final Placer placer;
    private final Eligibility eligibility;
    private final ToLongFunction<Integer> demand;
    private final List<List<Integer>> standing = new ArrayList<>();
    private final int most;

    /** Tasks whose leaving makes room on a node. */
    private record Way(int node, List<Integer> tasks, long demand) {}

    /**
     * @param most   tasks moved for one
     * @param demand of a task, in thousandths of a GPU
     */
    Migration(Workspace workspace, Placer placer, int most, ToLongFunction<Integer> demand) {
        this.snapshot = workspace.snapshot();
        this.workspace = workspace;
        this.placer = placer;
        this.eligibility = new Eligibility(snapshot);
        this.demand = demand;
        this.most = most;
        for (int n = 0; n < snapshot.nodeCount(); n++) {
            standing.add(new ArrayList<>());
        }
    }

    /** The task has been placed. */
    void placed(int task) {
        standing.get(workspace.nodeOf(task)).add(task);
    }

    /**
     * Places a task that found no place.
     *
     * @return how many were moved for it; 0: it still has none, and nothing has changed
     */
    int place(int task) {
        List<Way> ways = new ArrayList<>();
        eligibility.nodes(snapshot.classOf(task)).stream().forEach(n -> ways.addAll(ways(task, n)));
        ways.sort(FEWEST);
        for (Way way : ways.subList(0, Math.min(TRIED, ways.size()))) {
            if (moves(task, way)) {
                return way.tasks.size();
            }
        }
        return 0;
    }

    /** Each task alone whose leaving is enough; and the tasks of cards with the least on them, where whole cards are lacking. */
    private List<Way> ways(int task, int node) {
        List<Way> ways = new ArrayList<>();
        for (int other : standing.get(node)) {
            note(task, node, List.of(other), ways);
        }
        if (most > 1 && ways.isEmpty() && snapshot.asksWhole(snapshot.classOf(task))) {
            List<Integer> leaving = new ArrayList<>();
            for (List<Integer> holders : emptiestCards(node)) {
                holders.stream().filter(h -> !leaving.contains(h)).forEach(leaving::add);
                if (leaving.size() > most) {
                    break;
                }
                note(task, node, List.copyOf(leaving), ways);
            }
        }
        return ways;
    }

    private List<List<Integer>> emptiestCards(int node) {
        List<List<Integer>> cards = new ArrayList<>();
        for (int d = 0; d < snapshot.deviceCount(node); d++) {
            long bit = 1L << d;
            List<Integer> holders = standing.get(node).stream()
                    .filter(t -> (workspace.devicesOf(t) & bit) != 0)
                    .toList();
            if (!holders.isEmpty()) {
                cards.add(holders);
            }
        }
        cards.sort(Comparator.<List<Integer>>comparingInt(List::size).thenComparingLong(this::demand));
        return cards;
    }

    private long demand(List<Integer> tasks) {
        return tasks.stream().mapToLong(demand).sum();
    }

    /** What would have to move more than it lets in is no way. */
    private void note(int task, int node, List<Integer> leaving, List<Way> ways) {
        if (demand(leaving) > Math.max(demand.applyAsLong(task), 1)) {
            return;
        }
        int mark = workspace.checkpoint();
        leaving.forEach(workspace::remove);
        if (workspace.hasRoom(snapshot.classOf(task), node)) {
            ways.add(new Way(node, leaving, demand(leaving)));
        }
        workspace.undo(mark);
    }

    private boolean moves(int task, Way way) {
        int mark = workspace.checkpoint();
        way.tasks.forEach(workspace::remove);
        BitSet here = new BitSet();
        here.set(way.node);
        BitSet others = new BitSet();
        others.set(0, snapshot.nodeCount());
        others.clear(way.node);
        if (placer.place(task, here) != Workspace.NOWHERE
                && way.tasks.stream().allMatch(t -> placer.place(t, others) != Workspace.NOWHERE)) {
            standing.get(way.node).removeAll(way.tasks);
            way.tasks.forEach(this::placed);
            placed(task);
            return true;
        }
        workspace.undo(mark);
        return false;
    }
}
