package dev.kerf.core.size;

import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Need;
import dev.kerf.core.model.Share;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.TaskId;

/**
 * A running task that is to ask for its size.
 *
 * @param task which; it holds one GPU or a part of one
 * @param size of its container
 */
public record Resize(TaskId task, Size size) {
    /** The task as it would ask, with so many thousandths of a GPU. */
    Task applied(Task before, int thousandths) {
        GpuNeed gpu = thousandths == Share.WHOLE ? new GpuNeed.Whole(1) : new GpuNeed.Fraction(thousandths, 1);
        Need need = before.need();
        return before.withNeed(new Need(size.cpu(), size.bytes(), need.ephemeral(), need.extended(), gpu));
    }
}
