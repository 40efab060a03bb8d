package dev.kerf.core.advise;

import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Cpu;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.reason.Count;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is to be done. Each kind has one way back, or none. */
public sealed interface Action {
    /** A workload runs with so many replicas; a Job of none is suspended, a Notebook stopped. */
    record Scale(Target.OfWorkload of, int replicas) implements Action {}

    /** A workload runs with none while nothing asks it, and comes back when something does. */
    record ScaleToZero(Target.OfWorkload of) implements Action {}

    /**
     * Each pod of a workload asks for this part of a GPU.
     *
     * @param follows whether the part follows its load: then it is one for the next hour
     * @param moves   whether those that find no room where they stand were found a place elsewhere
     */
    record Fraction(Target.OfWorkload of, int thousandths, boolean follows, boolean moves) implements Action {
        /** A part that stays, where its pods stand. */
        public Fraction(Target.OfWorkload of, int thousandths) {
            this(of, thousandths, false, false);
        }
    }

    /** Each pod of a workload asks for so many whole GPUs. */
    record Gpus(Target.OfWorkload of, int count) implements Action {}

    /** Each pod of a workload asks for so many of another counted resource, and none of the former. */
    record Extended(Target.OfWorkload of, String former, String resource, int count) implements Action {}

    /**
     * A container asks for so much of CPU and memory.
     *
     * @param cpu    null: as before
     * @param memory null: as before
     */
    record Requests(
            Target.OfWorkload of,
            @Nullable Cpu cpu,
            @Nullable Bytes memory) implements Action {}

    /**
     * A container starts with these arguments changed: from flag to value.
     *
     * @param trial whether one replica begins with them, and the others once it has held
     */
    record Arguments(Target.OfWorkload of, SortedMap<String, String> flags, boolean trial) implements Action {
        public Arguments {
            flags = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(flags));
        }
    }

    /** A workload stands on nodes with these labels only, or, with a value that begins with {@code !}, on others only. */
    record Selector(Target.OfWorkload of, SortedMap<String, String> labels) implements Action {
        public Selector {
            labels = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        }
    }

    /** A node takes nothing new and these tasks leave it, in this order. */
    record Drain(String node, List<TaskId> tasks) implements Action {
        public Drain {
            tasks = List.copyOf(tasks);
        }
    }

    /** These tasks leave their places, so that others get them. */
    record Move(List<TaskId> tasks) implements Action {
        public Move {
            tasks = List.copyOf(tasks);
        }
    }

    /**
     * A manifest for a person to apply: a policy, a pool's configuration, a ticket.
     *
     * @param what     in a few words
     * @param manifest its text
     */
    record Manifest(String what, String manifest) implements Action {}

    /** In a word, for machines. */
    default String word() {
        return switch (this) {
            case Scale s -> "scale";
            case ScaleToZero s -> "scale-to-zero";
            case Fraction f -> "fraction";
            case Gpus g -> "gpus";
            case Extended e -> "extended";
            case Requests r -> "requests";
            case Arguments a -> "arguments";
            case Selector s -> "selector";
            case Drain d -> "drain";
            case Move m -> "move";
            case Manifest m -> "manifest";
        };
    }

    /** Whether it can be taken back to where it was. */
    default boolean reversible() {
        return !(this instanceof Move);
    }

    /** In one sentence without an end. */
    default String sentence() {
        return switch (this) {
            case Scale s ->
                s.replicas == 0 ? "stop " + s.of : String.format(Locale.ROOT, "run %d of %s", s.replicas, s.of);
            case ScaleToZero s -> "let " + s.of + " scale to zero";
            case Fraction f ->
                "ask %s of a GPU for %s%s"
                        .formatted(
                                dev.kerf.core.model.Share.text(f.thousandths),
                                f.of,
                                f.follows ? ", for the next hour" : "");
            case Gpus g -> "ask %s for %s".formatted(Count.of(g.count, "GPU"), g.of);
            case Extended e -> "ask %d %s for %s, no longer %s".formatted(e.count, e.resource, e.of, e.former);
            case Requests r ->
                "ask" + (r.cpu == null ? "" : " " + r.cpu + " CPU") + (r.memory == null ? "" : " " + r.memory) + " for "
                        + r.of;
            case Arguments a -> "start " + (a.trial ? "one replica of " : "") + a.of + " with " + a.flags;
            case Selector s -> "keep " + s.of + " on nodes with " + s.labels;
            case Drain d -> "empty node %s of %s".formatted(d.node, Count.of(d.tasks.size(), "task"));
            case Move m -> "move " + Count.of(m.tasks.size(), "task");
            case Manifest m -> m.what;
        };
    }
}
