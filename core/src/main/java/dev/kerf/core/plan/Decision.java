package dev.kerf.core.plan;

import dev.kerf.core.model.GpuTime;
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

    /**
     * The task goes to a node as soon as those have left it whose room it takes; until then the room is kept for it.
     *
     * @param slices what it is to get of the node's devices; empty where it needs none
     * @param gang   the gang it is a member of; null: of none
     */
    record Nominate(
            TaskId task,
            String node,
            List<Slice> slices,
            Reason reason,
            @Nullable PartId gang) implements Decision {
        public Nominate {
            slices = List.copyOf(slices);
        }
    }

    /**
     * The task leaves its node, as soon as no disruption budget forbids it.
     *
     * @param by       the gang, or the task, that gets its room; null: nobody does
     * @param lost     the work that is lost with it: GPU time since it last saved its work, or since it began
     */
    record Evict(TaskId task, Reason reason, @Nullable PartId by, GpuTime lost) implements Decision {
        /** For nobody, and nothing is lost. */
        public Evict(TaskId task, Reason reason) {
            this(task, reason, null, GpuTime.ZERO);
        }
    }
}
