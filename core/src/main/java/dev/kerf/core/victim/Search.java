package dev.kerf.core.victim;

import dev.kerf.core.account.Stage;
import dev.kerf.core.fit.Room;
import dev.kerf.core.gang.Muster;
import dev.kerf.core.snapshot.Crew;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds whom to ask to leave for something that waits. First is asked what would be if all left that may be asked: where even
 * that is not enough, the answer is no, for certain and at once. Then room is cleared, the waiting tasks are placed,
 * and whoever finds its own room still there afterwards stays.
 */
public final class Search {
    private final Snapshot snapshot;
    private final Stage stage;
    private final Muster muster;
    private final Units units;

    /** What was found: the stage holds it until it is undone. */
    public record Found(Lifted lifted, List<Integer> placed, long cost) {}

    public Search(Stage stage, Muster muster, Units units) {
        this.snapshot = stage.snapshot();
        this.stage = stage;
        this.muster = muster;
        this.units = units;
    }

    /**
     * For how many of the tasks there would be room if all left that may be asked, queues' bounds on giving apart; no
     * search finds room for more.
     */
    public int most(Ask ask, Grounds grounds) {
        Stage.Mark mark = stage.checkpoint();
        Lifted all = new Lifted(stage, units);
        List<Unit> may = units.all().stream()
                .filter(u -> units.free(u, List.of()) && grounds.grade(u) != Grounds.OUT)
                .toList();
        may.forEach(all::lift);
        int most = room(ask, muster.room());
        stage.undo(mark);
        return most;
    }

    private int room(Ask ask, Room everywhere) {
        String level = required(ask);
        if (level == null) {
            return roomIn(ask, everywhere);
        }
        return muster.regions().inside(level, null).stream()
                .mapToInt(domain -> roomIn(ask, everywhere.within(domain)))
                .max()
                .orElse(0);
    }

    private int roomIn(Ask ask, Room room) {
        int sum = 0;
        for (Map.Entry<Integer, List<Integer>> each : byClass(ask).entrySet()) {
            sum += room.of(each.getKey(), each.getValue().size());
        }
        return sum;
    }

    private static @Nullable String required(Ask ask) {
        Crew crew = ask.crew();
        return crew == null ? null : crew.part().topology().required();
    }

    private Map<Integer, List<Integer>> byClass(Ask ask) {
        Map<Integer, List<Integer>> classes = new LinkedHashMap<>();
        for (int task : ask.tasks()) {
            classes.computeIfAbsent(snapshot.classOf(task), c -> new ArrayList<>())
                    .add(task);
        }
        return classes;
    }

    /** Makes room and places all; null where it finds no way, and then nothing has changed. */
    public @Nullable Found find(Ask ask, Grounds grounds) {
        String level = required(ask);
        if (level == null) {
            return find(ask, grounds, null);
        }
        BitSet best = null;
        long least = Long.MAX_VALUE;
        for (BitSet domain : muster.regions().inside(level, null)) {
            Stage.Mark mark = stage.checkpoint();
            Found found = roomIn(ask, muster.room().within(domain)) < 0 ? null : find(ask, grounds, domain);
            if (found != null && found.cost() < least) {
                least = found.cost();
                best = domain;
            }
            stage.undo(mark);
        }
        return best == null ? null : find(ask, grounds, best);
    }

    private @Nullable Found find(Ask ask, Grounds grounds, @Nullable BitSet within) {
        Stage.Mark mark = stage.checkpoint();
        Lifted lifted = new Lifted(stage, units);
        Clearing clearing = new Clearing(stage, units, grounds, muster.room(), lifted);
        List<Integer> placed = new ArrayList<>();
        if (clearing.relieve(ask.tasks()[0], ask.wanted())
                && placeAll(ask, within, clearing, placed)
                && stands(ask, within, placed)) {
            int first = ask.tasks()[0];
            boolean bounded = stage.accounts().withinBounds(first);
            lifted.spare(() -> !bounded || stage.accounts().withinBounds(first));
            return new Found(lifted, placed, cost(lifted));
        }
        stage.undo(mark);
        return null;
    }

    private static long cost(Lifted lifted) {
        return lifted.places().keySet().stream().mapToLong(Unit::cost).sum();
    }

    private boolean placeAll(Ask ask, @Nullable BitSet within, Clearing clearing, List<Integer> placed) {
        for (Map.Entry<Integer, List<Integer>> each : byClass(ask).entrySet()) {
            BitSet nodes = muster.room().within(within).nodes(each.getKey());
            BitSet allowed = stage.accounts().nodesFor(each.getValue().getFirst());
            if (allowed != null) {
                nodes = (BitSet) nodes.clone();
                nodes.and(allowed);
            }
            if (clearing.clear(each.getKey(), each.getValue().size(), nodes)
                    < each.getValue().size()) {
                return false;
            }
            for (int task : each.getValue()) {
                if (stage.place(task, within) == Workspace.NOWHERE) {
                    return false;
                }
                placed.add(task);
            }
        }
        return true;
    }

    /** Whether the gang stands as it has to; where its parts want to be close together they are placed anew. */
    private boolean stands(Ask ask, @Nullable BitSet within, List<Integer> placed) {
        Crew crew = ask.crew();
        if (crew == null || !Muster.particular(crew)) {
            return true;
        }
        placed.forEach(stage::lift);
        placed.clear();
        return muster.place(crew, within, placed);
    }
}
