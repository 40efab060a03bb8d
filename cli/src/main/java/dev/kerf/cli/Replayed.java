package dev.kerf.cli;

import dev.kerf.core.model.TaskId;
import dev.kerf.core.plan.Decision;
import dev.kerf.core.plan.Plan;
import dev.kerf.objects.cycle.SavedCycle;
import dev.kerf.objects.read.InputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A saved cycle decided again.
 *
 * @param now what is decided now
 */
record Replayed(Path file, SavedCycle cycle, Plan now) {
    /**
     * Something that was decided otherwise.
     *
     * @param about the pod, or what else of the plan
     * @param saved null: nothing
     * @param now   null: nothing
     */
    record Difference(
            String about, @Nullable Object saved, @Nullable Object now) {
        List<String> lines() {
            return List.of("  " + about, "    saved: " + text(saved), "    now:   " + text(now));
        }

        private static String text(@Nullable Object value) {
            return switch (value) {
                case null -> "nothing";
                case Decision.Bind bind -> "bind, " + bind.reason().message();
                case Decision.Nominate nominate ->
                    "nominate, " + nominate.reason().message();
                case Decision.Hold hold -> "hold, " + hold.reason().message();
                case Decision.Evict evict -> "evict, " + evict.reason().message();
                default -> value.toString();
            };
        }

        Map<String, Object> tree() {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("about", about);
            tree.put("saved", written(saved));
            tree.put("now", written(now));
            return tree;
        }

        private static Object written(@Nullable Object value) {
            if (!(value instanceof Decision decision)) {
                return value == null ? Map.of() : value;
            }
            Map<String, Object> tree = new LinkedHashMap<>();
            PlanDocument.decided(tree, decision);
            return tree;
        }
    }

    /**
     * Decides the cycle again.
     *
     * @throws InputException if its cluster contradicts itself
     */
    static Replayed of(Path file, SavedCycle cycle) {
        try {
            return new Replayed(file, cycle, cycle.replay());
        } catch (IllegalArgumentException contradiction) {
            throw new InputException("saved cycle " + file + ": " + contradiction.getMessage());
        }
    }

    boolean same() {
        return now.equals(cycle.plan());
    }

    /** What differs, pods by name; where no pod does, the order of decisions or the warnings do. */
    List<Difference> differences() {
        List<Difference> found = new ArrayList<>();
        Map<TaskId, Decision> before = byPod(cycle.plan());
        Map<TaskId, Decision> after = byPod(now);
        TreeSet<TaskId> all = new TreeSet<>(before.keySet());
        all.addAll(after.keySet());
        for (TaskId pod : all) {
            Decision saved = before.get(pod);
            Decision decided = after.get(pod);
            if (saved == null || !saved.equals(decided)) {
                found.add(new Difference("pod " + pod, saved, decided));
            }
        }
        if (found.isEmpty() && !List.copyOf(before.keySet()).equals(List.copyOf(after.keySet()))) {
            found.add(new Difference(
                    "order of decisions",
                    before.keySet().toString(),
                    after.keySet().toString()));
        }
        if (!now.warnings().equals(cycle.plan().warnings())) {
            found.add(new Difference("warnings", cycle.plan().warnings(), now.warnings()));
        }
        return found;
    }

    private static Map<TaskId, Decision> byPod(Plan plan) {
        Map<TaskId, Decision> decisions = new LinkedHashMap<>();
        plan.decisions().forEach(d -> decisions.put(d.task(), d));
        return decisions;
    }

    String[] cells() {
        return new String[] {
            Long.toString(cycle.number()),
            cycle.cluster().asOf().toString(),
            cycle.scheduler(),
            Integer.toString(cycle.cluster().nodes().size()),
            Integer.toString(cycle.cluster().pending().size()),
            Long.toString(now.binds().count()),
            Long.toString(now.holds().count()),
            same() ? "same" : "differs"
        };
    }

    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("file", file.toString());
        tree.put("savedBy", cycle.savedBy());
        tree.put("scheduler", cycle.scheduler());
        tree.put("cycle", cycle.number());
        tree.put("at", cycle.cluster().asOf().toString());
        tree.put("nodes", cycle.cluster().nodes().size());
        tree.put("pending", cycle.cluster().pending().size());
        tree.put("bound", now.binds().count());
        tree.put("held", now.holds().count());
        tree.put("same", same());
        tree.put("differences", differences().stream().map(Difference::tree).toList());
        return tree;
    }
}
