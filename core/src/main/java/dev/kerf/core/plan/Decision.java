package dev.kerf.core.plan;

import dev.kerf.core.model.PartId;
import dev.kerf.core.model.Slice;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.reason.Fit;
import dev.kerf.core.reason.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the planner decided about one task. */
public sealed interface Decision {
    TaskId task();

    Reason reason();

    /**
     * The task goes to a node.
     *
     * @param slices what it gets of the node's devices; empty where it needs none
     * @param gang   the gang it is a member of: binds of one gang in one plan are meant to be carried out all; null: of none
     */
    record Bind(
            TaskId task,
            String node,
            List<Slice> slices,
            Reason reason,
            @Nullable PartId gang) implements Decision {
        public Bind {
            slices = List.copyOf(slices);
        }

        /** A task of no gang goes to a node. */
        public Bind(TaskId task, String node, List<Slice> slices, Reason reason) {
            this(task, node, slices, reason, null);
        }
    }

    /**
     * The task stays pending.
     *
     * @param fit not now or never
     */
    record Hold(TaskId task, Fit fit, Reason reason) implements Decision {}

    /** The task leaves its node, as soon as no disruption budget forbids it. */
    record Evict(TaskId task, Reason reason) implements Decision {}
}
