package dev.kerf.core.advise.rule;

import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Cpu;
import dev.kerf.core.model.Need;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Task;
import dev.kerf.core.overview.Machine;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * CPU and memory.
 *
 * @param cores may be negative as a difference
 * @param bytes may be negative as a difference
 */
record Shape(double cores, double bytes) {
    private static final double MILLI = 1000;

    static Shape of(Need need) {
        return new Shape(need.cpu().milli() / MILLI, (double) need.memory().count());
    }

    /** What nobody holds of a node. */
    static Shape free(Machine machine) {
        var capacity = machine.node().capacity();
        return new Shape((capacity.cpu().milli() - machine.cpu().milli()) / MILLI, (double)
                (capacity.memory().count() - machine.memory().count()));
    }

    /** The median of what work with GPUs, standing or waiting, asks for each of them; null: there is none. */
    static @Nullable Shape usual(Cluster cluster) {
        List<Task> tasks = Stream.concat(
                        cluster.pending().stream(), cluster.placed().stream().map(Placement::task))
                .filter(t -> t.need().gpu().devices() > 0)
                .toList();
        if (tasks.isEmpty()) {
            return null;
        }
        return new Shape(
                median(tasks.stream().mapToDouble(t -> each(t).cores).toArray()),
                median(tasks.stream().mapToDouble(t -> each(t).bytes).toArray()));
    }

    private static Shape each(Task task) {
        return of(task.need()).times(1.0 / task.need().gpu().devices());
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    Shape times(double factor) {
        return new Shape(cores * factor, bytes * factor);
    }

    Shape minus(Shape other) {
        return new Shape(cores - other.cores, bytes - other.bytes);
    }

    Shape plus(Shape other) {
        return new Shape(cores + other.cores, bytes + other.bytes);
    }

    Shape atLeastNothing() {
        return new Shape(Math.max(0, cores), Math.max(0, bytes));
    }

    /** As much as both have at the most. */
    Shape atLeast(Shape other) {
        return new Shape(Math.max(cores, other.cores), Math.max(bytes, other.bytes));
    }

    /** Whether it is as much as another in both. */
    boolean covers(Shape other) {
        return cores >= other.cores && bytes >= other.bytes;
    }

    Cpu cpu() {
        return new Cpu((long) Math.ceil(cores * MILLI));
    }

    Bytes memory() {
        return new Bytes((long) Math.ceil(bytes));
    }

    /** {@code 4 CPU and 16Gi}. */
    @Override
    public String toString() {
        return cpu() + " CPU and " + memory();
    }
}
