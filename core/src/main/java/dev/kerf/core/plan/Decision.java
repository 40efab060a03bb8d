package dev.kerf.core.plan;

import dev.kerf.core.model.Slice;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.reason.Fit;
import dev.kerf.core.reason.Reason;
import java.util.List;

/** What the planner decided about one task. */
public sealed interface Decision {
    TaskId task();

    Reason reason();

    /**
     * The task goes to a node.
     *
     * @param slices what it gets of the node's devices; empty where it needs none
     */
    record Bind(TaskId task, String node, List<Slice> slices, Reason reason) implements Decision {
        public Bind {
            slices = List.copyOf(slices);
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
