package dev.kerf.core.victim;

import dev.kerf.core.account.Charges;
import dev.kerf.core.account.Stage;
import dev.kerf.core.gang.Muster;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds tasks to move so that something that waits finds room: task by task of the gang, the node whose tasks are the cheapest to move and
 * all find room on nodes that are not being cleared. Bounded in number, and in GPUs moved for each GPU placed.
 */
public final class Moves {
    private static final double THOUSAND = 1000;
    /** Nodes tried for one task; those tried first have the least to move. */
    private static final int TRIED = 32;

    private final Snapshot snapshot;
    private final Workspace workspace;
    private final Stage stage;
    private final Muster muster;
    private final Units units;
    private final Grounds grounds;
    private final int most;
    private final double ratio;

    /** What was found: the stage holds the placed tasks and not the moved ones, nor their new places. */
    public record Found(Lifted lifted, List<Integer> placed, List<Move> moves) {}

    /**
     * @param queue      whose work waits
     * @param most       tasks moved
     * @param thousandth of a GPU moved for a GPU placed
     */
    public Moves(Stage stage, Muster muster, Units units, int queue, int most, int thousandth) {
        this.snapshot = stage.snapshot();
        this.workspace = stage.workspace();
        this.stage = stage;
        this.muster = muster;
        this.units = units;
        Tenure tenure = new Tenure(snapshot.queues(), snapshot.asOf());
        this.grounds = u -> (u.queue() == queue ? tenure.againstOwn(u) : tenure.against(u, queue)) ? Grounds.OUT : 0;
        this.most = most;
        this.ratio = thousandth / THOUSAND;
    }

    /** The moves that let all of it stand; null where there are none, or too many, and then nothing has changed. */
    public @Nullable Found find(Ask ask) {
        if (stage.accounts().refuses(ask.tasks()[0], ask.wanted()) != null
                || particular(ask)
                || plain(ask)
                || !enough(ask)
                || new LeastMoves(workspace, ask).exceed(ask.tasks().length, nodes(ask), most)) {
            return null;
        }
        Stage.Mark mark = stage.checkpoint();
        Lifted lifted = new Lifted(stage, units);
        List<Integer> placed = new ArrayList<>();
        List<Integer> moved = new ArrayList<>();
        BitSet cleared = new BitSet();
        for (int task : ask.tasks()) {
            int node = stage.place(task, null);
            if (node == Workspace.NOWHERE) {
                node = clear(task, lifted, moved, cleared);
            }
            if (node == Workspace.NOWHERE || moved.size() > most || tooDear(moved, ask)) {
                stage.undo(mark);
                return null;
            }
            placed.add(task);
        }
        return new Found(lifted, placed, settle(moved));
    }

    private BitSet nodes(Ask ask) {
        BitSet nodes = new BitSet();
        Arrays.stream(ask.tasks())
                .map(snapshot::classOf)
                .distinct()
                .forEach(c -> nodes.or(muster.room().nodes(c)));
        return nodes;
    }

    /** Nobody moves for what wants no device. */
    private boolean plain(Ask ask) {
        int taskClass = snapshot.classOf(ask.tasks()[0]);
        return snapshot.devicesAsked(taskClass) == 0
                && snapshot.classes().get(taskClass).need().extended().isEmpty();
    }

    private static boolean particular(Ask ask) {
        return ask.crew() != null && Muster.particular(ask.crew());
    }

    /** Whether there are GPUs enough in all; MIG instances are not counted. */
    private boolean enough(Ask ask) {
        if (ask.slices(stage.accounts().charges(), snapshot)) {
            return true;
        }
        long free = 0;
        for (int n = 0; n < snapshot.nodeCount(); n++) {
            free += stage.accounts().charges().rated(workspace.gpuFree(n), n);
        }
        return free >= ask.wanted()[Charges.GPU];
    }

    private boolean tooDear(List<Integer> moved, Ask ask) {
        long gpus = moved.stream()
                .mapToLong(t -> stage.accounts().charges().least(snapshot.classOf(t))[Charges.GPU])
                .sum();
        return gpus > ratio * Math.max(1, ask.wanted()[Charges.GPU]);
    }

    /** Clears a node for the task and puts it there; what stood in the way stands elsewhere. */
    private int clear(int task, Lifted lifted, List<Integer> moved, BitSet cleared) {
        int taskClass = snapshot.classOf(task);
        for (Clearing.Way way : ways(taskClass, lifted)) {
            Stage.Mark mark = stage.checkpoint();
            Lifted trial = new Lifted(stage, units);
            way.units().forEach(trial::lift);
            BitSet here = new BitSet();
            here.set(way.node());
            BitSet others = others(cleared, way.node());
            List<Integer> leaving = trial.places().values().stream()
                    .flatMap(List::stream)
                    .map(Lifted.Place::task)
                    .toList();
            if (stage.place(task, here) != Workspace.NOWHERE
                    && leaving.stream().allMatch(t -> stage.place(t, others) != Workspace.NOWHERE)) {
                lifted.takeOver(trial);
                moved.addAll(leaving);
                cleared.set(way.node());
                return way.node();
            }
            stage.undo(mark);
        }
        return Workspace.NOWHERE;
    }

    /** Who has been given another place is not moved on from there. */
    private List<Clearing.Way> ways(int taskClass, Lifted lifted) {
        Clearing clearing = new Clearing(stage, units, grounds, muster.room(), lifted);
        return muster.room().nodes(taskClass).stream()
                .mapToObj(n -> clearing.way(taskClass, n))
                .flatMap(java.util.Optional::stream)
                .filter(w -> w.units().stream().flatMapToInt(Unit::all).noneMatch(lifted::has))
                .filter(w -> w.units().stream().noneMatch(Unit::whole)
                        || w.units().stream().allMatch(u -> u.tasks().length <= most))
                .sorted(Comparator.comparingLong(Clearing.Way::cost).thenComparingInt(Clearing.Way::node))
                .limit(TRIED)
                .toList();
    }

    private BitSet others(BitSet cleared, int node) {
        BitSet others = new BitSet();
        others.set(0, snapshot.nodeCount());
        others.andNot(cleared);
        others.clear(node);
        return others;
    }

    /** Takes the moved tasks off their new places, which are to be held for them, and says where these are. */
    private List<Move> settle(List<Integer> moved) {
        List<Move> moves = new ArrayList<>();
        for (int task : moved) {
            moves.add(new Move(task, workspace.nodeOf(task), workspace.devicesOf(task)));
            stage.lift(task);
        }
        return moves;
    }
}
