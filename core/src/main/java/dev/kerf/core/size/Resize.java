package dev.kerf.core.size;

import dev.kerf.core.model.GpuNeed;
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
    /** The task as it would ask, with so many thousandths of a GPU and all else as before. */
    Task applied(Task before, int thousandths) {
        return before.withNeed(before.need().withGpu(gpu(thousandths)));
    }

    /** What is asked of GPUs with so many thousandths of one. */
    public static GpuNeed gpu(int thousandths) {
        return thousandths == Share.WHOLE ? new GpuNeed.Whole(1) : new GpuNeed.Fraction(thousandths, 1);
    }
}
