package dev.kerf.core.gang;

import dev.kerf.core.account.Stage;
import dev.kerf.core.fit.Room;
import dev.kerf.core.snapshot.Crew;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The exact search for a gang whose members differ: node after node, every way to fill it with members of each kind, until
 * as many stand as must start together. What is left open after a node is looked at once. Depth-first search with
 * memory of dead ends, as for the multiple-class bin packing problem; for small instances alone, and with an end to
 * the tries of one cycle. Found placements are real ones; what is not found may yet be there where more than
 * nodes and members decides: company, what a queue may have of one GPU model, which of a node's cards a part is put on.
 */
final class Matching {
    private static final int MOST_NODES = 64;
    private static final int MOST_TASKS = 64;
    private static final int MOST_TRIES = 20_000;

    private final Snapshot snapshot;
    private final Stage stage;
    private final Muster muster;
    private int tries = MOST_TRIES;

    Matching(Stage stage, Muster muster) {
        this.snapshot = stage.snapshot();
        this.stage = stage;
        this.muster = muster;
    }

    /** Members that are as good as each other: of one class and one part; how many are placed so far. */
    private static final class Alike {
        private final int taskClass;
        private final Crew crew;
        private final List<Integer> tasks = new ArrayList<>();
        private int placed;

        Alike(int taskClass, Crew crew) {
            this.taskClass = taskClass;
            this.crew = crew;
        }
    }

    /**
     * Places as many as must start together, perhaps more.
     *
     * @param within where they have to stand; null: anywhere
     * @param bound  takes the members placed
     * @return whether they stand; otherwise nothing has changed
     */
    boolean place(Crew crew, @Nullable BitSet within, Room room, List<Integer> bound) {
        List<Alike> kinds = kinds(crew);
        int members = kinds.stream().mapToInt(k -> k.tasks.size()).sum();
        int[] nodes = members > MOST_TASKS ? new int[0] : nodes(kinds, room.within(within));
        if (nodes.length == 0 || nodes.length > MOST_NODES) {
            return false;
        }
        Stage.Mark mark = stage.checkpoint();
        if (!new Search(crew, kinds, nodes).from(0)) {
            stage.undo(mark);
            return false;
        }
        kinds.forEach(k -> k.tasks.stream().filter(this::stands).forEach(bound::add));
        return true;
    }

    private boolean stands(int task) {
        return stage.workspace().nodeOf(task) != Workspace.NOWHERE;
    }

    private List<Alike> kinds(Crew crew) {
        List<Alike> kinds = new ArrayList<>();
        crew.crews().forEach(c -> kinds.addAll(kinds(c)));
        crew.pending()
                .filter(t -> !stands(t))
                .forEach(t -> kindOf(snapshot.classOf(t), crew, kinds).tasks.add(t));
        return kinds;
    }

    private static Alike kindOf(int taskClass, Crew crew, List<Alike> kinds) {
        return kinds.stream()
                .filter(k -> k.taskClass == taskClass && k.crew == crew)
                .findFirst()
                .orElseGet(() -> {
                    Alike kind = new Alike(taskClass, crew);
                    kinds.add(kind);
                    return kind;
                });
    }

    /** Those with room for any of them. */
    private static int[] nodes(List<Alike> kinds, Room room) {
        BitSet nodes = new BitSet();
        for (Alike kind : kinds) {
            room.nodes(kind.taskClass).stream()
                    .filter(n -> room.on(kind.taskClass, n) > 0)
                    .forEach(nodes::set);
        }
        return nodes.stream().toArray();
    }

    /** One search; what stands on the nodes before the present one is settled. */
    private final class Search {
        private final Crew crew;
        private final List<Alike> kinds;
        private final int[] nodes;
        private final Set<List<Integer>> deadEnds = new HashSet<>();

        Search(Crew crew, List<Alike> kinds, int[] nodes) {
            this.crew = crew;
            this.kinds = kinds;
            this.nodes = nodes;
        }

        /** Whether the rest finds room from this node on. */
        boolean from(int index) {
            if (muster.met(crew) && metWithoutHalves()) {
                return true;
            }
            List<Integer> state = state(index);
            if (index == nodes.length || tries <= 0 || deadEnds.contains(state)) {
                return false;
            }
            if (fill(index, 0)) {
                return true;
            }
            deadEnds.add(state);
            return false;
        }

        /** A part that does not stand as a whole is not begun; whether it is enough without such parts. */
        private boolean metWithoutHalves() {
            Stage.Mark mark = stage.checkpoint();
            kinds.stream()
                    .filter(k -> k.crew != crew && !muster.met(k.crew))
                    .flatMap(k -> k.tasks.subList(0, k.placed).stream())
                    .forEach(stage::lift);
            if (muster.met(crew)) {
                return true;
            }
            stage.undo(mark);
            return false;
        }

        private List<Integer> state(int index) {
            Integer[] state = new Integer[kinds.size() + 1];
            for (int k = 0; k < kinds.size(); k++) {
                state[k] = kinds.get(k).placed;
            }
            state[kinds.size()] = index;
            return Arrays.asList(state);
        }

        /** Puts one more of the kind on the node, and if that leads nowhere goes on with the next kind. */
        private boolean fill(int index, int kind) {
            if (kind == kinds.size()) {
                return from(index + 1);
            }
            Alike alike = kinds.get(kind);
            Stage.Mark mark = stage.checkpoint();
            if (alike.placed < alike.tasks.size() && put(alike, nodes[index])) {
                if (fill(index, kind)) {
                    return true;
                }
                alike.placed--;
                stage.undo(mark);
            }
            return fill(index, kind + 1);
        }

        private boolean put(Alike alike, int node) {
            BitSet here = new BitSet();
            here.set(node);
            if (tries-- <= 0 || stage.place(alike.tasks.get(alike.placed), here) == Workspace.NOWHERE) {
                return false;
            }
            alike.placed++;
            return true;
        }
    }
}
