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
record CpuAndMemory(double cores, double bytes) {
    private static final double MILLI = 1000;

    static CpuAndMemory of(Need need) {
        return new CpuAndMemory(
                need.cpu().milli() / MILLI, (double) need.memory().count());
    }

    /** What nobody holds of a node. */
    static CpuAndMemory free(Machine machine) {
        var capacity = machine.node().capacity();
        return new CpuAndMemory((capacity.cpu().milli() - machine.cpu().milli()) / MILLI, (double)
                (capacity.memory().count() - machine.memory().count()));
    }

    /** The median of what work with GPUs, standing or waiting, asks for each of them; null: there is none. */
    static @Nullable CpuAndMemory usual(Cluster cluster) {
        List<Task> tasks = Stream.concat(
                        cluster.pending().stream(), cluster.placed().stream().map(Placement::task))
                .filter(t -> t.need().gpu().devices() > 0)
                .toList();
        if (tasks.isEmpty()) {
            return null;
        }
        return new CpuAndMemory(
                median(tasks.stream().mapToDouble(t -> each(t).cores).toArray()),
                median(tasks.stream().mapToDouble(t -> each(t).bytes).toArray()));
    }

    private static CpuAndMemory each(Task task) {
        return of(task.need()).times(1.0 / task.need().gpu().devices());
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    CpuAndMemory times(double factor) {
        return new CpuAndMemory(cores * factor, bytes * factor);
    }

    CpuAndMemory minus(CpuAndMemory other) {
        return new CpuAndMemory(cores - other.cores, bytes - other.bytes);
    }

    CpuAndMemory plus(CpuAndMemory other) {
        return new CpuAndMemory(cores + other.cores, bytes + other.bytes);
    }

    CpuAndMemory atLeastNothing() {
        return new CpuAndMemory(Math.max(0, cores), Math.max(0, bytes));
    }

    /** As much as both have at the most. */
    CpuAndMemory atLeast(CpuAndMemory other) {
        return new CpuAndMemory(Math.max(cores, other.cores), Math.max(bytes, other.bytes));
    }

    /** Whether it is as much as another in both. */
    boolean covers(CpuAndMemory other) {
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
