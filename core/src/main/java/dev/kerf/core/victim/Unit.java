package dev.kerf.core.victim;

import dev.kerf.core.model.GpuTime;
import java.time.Instant;
import java.util.stream.IntStream;

/**
 * Running tasks that leave together or not at all: a task of no gang; a member that a gang has beyond its minimum; or a
 * whole gang, with all such members.
 *
 * @param index    position among the units
 * @param tasks    by number
 * @param gang     by number; negative: of none
 * @param whole    a whole gang
 * @param queue    that is charged for it, by number
 * @param priority the highest of its tasks
 * @param since    when it began; {@link Instant#EPOCH}: long ago
 * @param lost     the work that is lost with each of them
 * @param cost     what it costs to begin again elsewhere: the work lost and the time to start, in thousandths of a GPU times
 *                 seconds; never zero
 */
@SuppressWarnings("ArrayRecordComponent") // made once a cycle, compared by its index
public record Unit(
        int index,
        int[] tasks,
        int gang,
        boolean whole,
        int queue,
        int priority,
        Instant since,
        GpuTime[] lost,
        long cost) {
    /** The work that is lost with one of its tasks. */
    public GpuTime lost(int task) {
        for (int i = 0; i < tasks.length; i++) {
            if (tasks[i] == task) {
                return lost[i];
            }
        }
        return GpuTime.ZERO;
    }

    /** Its tasks by number. */
    public IntStream all() {
        return IntStream.of(tasks);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Unit unit && unit.index == index;
    }

    @Override
    public int hashCode() {
        return index;
    }

    @Override
    public String toString() {
        return "unit " + index;
    }
}
