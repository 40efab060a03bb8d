package dev.kerf.core.model;

import java.time.Instant;
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
 * @param since  when it began; {@link Instant#EPOCH}: long ago
 * @param goneBy it is being terminated, still holds everything, and is to be gone by then; null: it stays
 */
public record Placement(
        Task task,
        String node,
        List<Slice> slices,
        @Nullable String group,
        Instant since,
        @Nullable Instant goneBy) {
    public Placement {
        slices = List.copyOf(slices);
    }

    /** A task that stands there since long ago, and leaves now or not at all. */
    public Placement(Task task, String node, List<Slice> slices, @Nullable String group, boolean leaving) {
        this(task, node, slices, group, Instant.EPOCH, leaving ? Instant.EPOCH : null);
    }

    public static Placement of(Task task, String node) {
        return new Placement(task, node, List.of(), null, false);
    }

    /** Whether it is being terminated. */
    public boolean leaving() {
        return goneBy != null;
    }

    public Placement withSince(Instant other) {
        return new Placement(task, node, slices, group, other, goneBy);
    }

    /**
     * The same with another part of the GPUs of which it has one.
     *
     * @param thousandths of each, 1 to 999
     */
    public Placement parted(int thousandths) {
        GpuNeed need = new GpuNeed.Fraction(thousandths, task.need().gpu().devices());
        List<Slice> parts = slices.stream().map(s -> s.parted(thousandths)).toList();
        return new Placement(task.withNeed(task.need().withGpu(need)), node, parts, group, since, goneBy);
    }

    public Placement withGoneBy(@Nullable Instant other) {
        return new Placement(task, node, slices, group, since, other);
    }
}
