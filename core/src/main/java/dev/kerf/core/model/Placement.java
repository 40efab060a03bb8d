package dev.kerf.core.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task that stands on a node already.
 *
 * @param task   what stands there
 * @param node   where
 * @param slices what it holds of the node's devices; empty: not known, to be inferred
 * @param group  tasks of one group share a card (KAI's {@code runai-gpu-group}); of a task on several cards the groups
 *               of all, with commas between; null where not given
 * @param leaving being terminated: it still holds everything
 */
public record Placement(
        Task task,
        String node,
        List<Slice> slices,
        @Nullable String group,
        boolean leaving) {
    public Placement {
        slices = List.copyOf(slices);
    }

    public static Placement of(Task task, String node) {
        return new Placement(task, node, List.of(), null, false);
    }
}
