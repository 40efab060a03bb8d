package dev.kerf.core.gang;

import dev.kerf.core.account.Stage;
import dev.kerf.core.fit.Room;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Need;
import dev.kerf.core.model.Part;
import dev.kerf.core.model.Share;
import dev.kerf.core.model.TopologyConstraint;
import dev.kerf.core.snapshot.Crew;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Places gangs. A gang is one change of the workspace: it is kept when as many members stand as must start together, and
 * taken back otherwise; so is each of its parts. What can be told by counting is told before anything is placed. The
 * members go in order of their needs, the largest first; where that fails and they differ, the smallest first, and then, where nothing
 * is said of closeness, by {@link Matching}.
 */
public final class Muster {
    /** Told of the parts that a try could not place, while what it did place still stands. */
    public interface Witness {
        void failed(Crew crew);
    }

    private static final Witness NOBODY = crew -> {};
    private static final Comparator<Need> BY_SIZE = Comparator.<Need>comparingLong(n -> parts(n.gpu()))
            .thenComparingLong(n -> n.cpu().milli())
            .thenComparingLong(n -> n.memory().count());
    private final Snapshot snapshot;
    private final Workspace workspace;
    private final Stage stage;
    private final Room room;
    private final Regions regions;
    private final Matching matching;
    private final BitSet gone = new BitSet();

    public Muster(Stage stage, Room room) {
        this.snapshot = stage.snapshot();
        this.workspace = stage.workspace();
        this.stage = stage;
        this.room = room;
        this.regions = new Regions(workspace);
        this.matching = new Matching(stage, this);
    }

    /** A member that stood on a node is asked to leave it, or is left there after all; one that was leaving anyway is no news. */
    public void leaves(int task, boolean leaves) {
        gone.set(task, leaves);
    }

    public Room room() {
        return room;
    }

    public Regions regions() {
        return regions;
    }

    private static long parts(GpuNeed need) {
        return switch (need) {
            case GpuNeed.None none -> 0;
            case GpuNeed.Whole w -> (long) w.devices() * Share.WHOLE;
            case GpuNeed.Fraction f -> (long) f.devices() * f.thousandths();
            case GpuNeed.Memory m -> m.devices();
        };
    }

    /**
     * Places what of the gang can be placed: all that must start together and as much of the rest as finds room, or
     * nothing.
     *
     * @param within where it has to stand; null: anywhere
     * @param bound  takes the members placed, in order
     * @return whether as many stand as must
     */
    public boolean place(Crew crew, @Nullable BitSet within, List<Integer> bound) {
        return could(crew, room.within(within))
                && (attempt(crew, within, bound, true, NOBODY)
                        || (differ(crew)
                                && (attempt(crew, within, bound, false, NOBODY) || matched(crew, within, bound))));
    }

    private boolean matched(Crew crew, @Nullable BitSet within, List<Integer> bound) {
        return !particular(crew)
                && matching.place(crew, within, room, bound)
                && attempt(crew, within, bound, true, NOBODY);
    }

    /** Whether it, or a part of it, wants to be close together. */
    public static boolean particular(Crew crew) {
        return !crew.part().topology().equals(TopologyConstraint.NONE)
                || crew.crews().stream().anyMatch(Muster::particular);
    }

    /** Tries and takes it back whatever comes of it; the witness sees what the try came to. */
    public void rehearse(Crew crew, Witness witness) {
        Stage.Mark mark = stage.checkpoint();
        attempt(crew, null, new ArrayList<>(), true, witness);
        stage.undo(mark);
    }

    private boolean attempt(
            Crew crew, @Nullable BitSet within, List<Integer> bound, boolean largestFirst, Witness witness) {
        if (crew.part().topology().equals(TopologyConstraint.NONE)) {
            return attemptIn(crew, new Regions.Region(within, null), bound, largestFirst, witness);
        }
        for (Regions.Region region : regions.of(crew, within, room, r -> could(crew, r))) {
            if (attemptIn(crew, region, bound, largestFirst, witness)) {
                return true;
            }
        }
        return false;
    }

    private boolean attemptIn(
            Crew crew, Regions.Region region, List<Integer> bound, boolean largestFirst, Witness witness) {
        Stage.Mark mark = stage.checkpoint();
        int before = bound.size();
        String level = region.cluster();
        if (level == null) {
            fill(crew, region.nodes(), bound, largestFirst);
        } else {
            for (BitSet domain : regions.roomiest(crew, level, region.nodes(), room)) {
                fill(crew, domain, bound, largestFirst);
            }
            fill(crew, region.nodes(), bound, largestFirst);
        }
        crew.crews().forEach(c -> attempt(c, region.nodes(), bound, largestFirst, witness));
        if (met(crew)) {
            return true;
        }
        witness.failed(crew);
        stage.undo(mark);
        bound.subList(before, bound.size()).clear();
        return false;
    }

    private void fill(Crew crew, @Nullable BitSet within, List<Integer> bound, boolean largestFirst) {
        Comparator<Integer> size = Comparator.comparing(t -> snapshot.task(t).need(), BY_SIZE);
        BitSet full = new BitSet();
        crew.pending().boxed().sorted(largestFirst ? size.reversed() : size).forEach(task -> {
            int taskClass = snapshot.classOf(task);
            if (workspace.nodeOf(task) == Workspace.NOWHERE && !full.get(taskClass)) {
                if (stage.place(task, within) != Workspace.NOWHERE) {
                    bound.add(task);
                } else if (!snapshot.relations().rules(taskClass).binding()) {
                    full.set(taskClass);
                }
            }
        });
    }

    /** How many members stand on nodes. */
    public int present(Crew crew) {
        return crew.standing()
                - (int) crew.placed().filter(gone::get).count()
                + (int) crew.pending()
                        .filter(t -> workspace.nodeOf(t) != Workspace.NOWHERE)
                        .count()
                + crew.crews().stream().mapToInt(this::present).sum();
    }

    /** The members that are {@linkplain #present present}, those of its parts too. */
    public IntStream members(Crew crew) {
        IntStream stay = crew.allPlaced()
                .filter(t -> !gone.get(t) && !snapshot.placement(t).leaving());
        IntStream come = crew.allPending().filter(t -> workspace.nodeOf(t) != Workspace.NOWHERE);
        return IntStream.concat(stay, come);
    }

    /** Whether as many stand as must start together. */
    public boolean met(Crew crew) {
        Part part = crew.part();
        return part.started()
                || (present(crew) >= part.minTasks()
                        && crew.crews().stream().filter(this::met).count() >= part.minParts());
    }

    /** Whether counting leaves it open that as many could stand as must start together. */
    public boolean could(Crew crew, Room within) {
        Map<Integer, Integer> wanted = new HashMap<>();
        want(crew, wanted);
        return wanted.entrySet().stream().allMatch(e -> within.of(e.getKey(), e.getValue()) >= e.getValue())
                && eachCould(crew, within);
    }

    private boolean eachCould(Crew crew, Room within) {
        Part part = crew.part();
        return part.started()
                || (reach(crew, within) >= part.minTasks()
                        && crew.crews().stream()
                                        .filter(c -> eachCould(c, within))
                                        .count()
                                >= part.minParts());
    }

    /** Adds how many more of each class must stand for certain. */
    private void want(Crew crew, Map<Integer, Integer> wanted) {
        Part part = crew.part();
        if (part.started()) {
            return;
        }
        if (crew.crews().isEmpty()) {
            Map<Integer, Integer> open = openByClass(crew);
            int all = open.values().stream().mapToInt(Integer::intValue).sum();
            int missing = part.minTasks() - present(crew);
            open.forEach((c, count) -> wanted.merge(c, Math.max(0, missing - (all - count)), Integer::sum));
        } else if (part.minParts() == crew.crews().size()) {
            crew.crews().forEach(c -> want(c, wanted));
        }
    }

    /** How many must start together, those of all parts that must. */
    public int needed(Crew crew) {
        Part part = crew.part();
        boolean all = part.minParts() == crew.crews().size();
        return Math.max(
                part.minTasks(),
                all ? crew.crews().stream().mapToInt(this::needed).sum() : 0);
    }

    /** No more members than this can stand, those counted that do. */
    public int reach(Crew crew, Room within) {
        int reach = present(crew);
        for (Map.Entry<Integer, Integer> open : openByClass(crew).entrySet()) {
            reach += within.of(open.getKey(), open.getValue());
        }
        return reach;
    }

    private Map<Integer, Integer> openByClass(Crew crew) {
        Map<Integer, Integer> open = new HashMap<>();
        crew.allPending()
                .filter(t -> workspace.nodeOf(t) == Workspace.NOWHERE)
                .forEach(t -> open.merge(snapshot.classOf(t), 1, Integer::sum));
        return open;
    }

    private boolean differ(Crew crew) {
        return crew.crews().stream().anyMatch(this::differ)
                || crew.pending().map(snapshot::classOf).distinct().limit(2).count() > 1;
    }
}
