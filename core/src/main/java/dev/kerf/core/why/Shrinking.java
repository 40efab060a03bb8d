package dev.kerf.core.why;

import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Cpu;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Need;
import dev.kerf.core.model.Share;
import dev.kerf.core.model.Task;
import dev.kerf.core.reason.Count;
import dev.kerf.core.snapshot.Dimensions;
import dev.kerf.core.snapshot.Workspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** How much less a task could ask for, one resource at a time, so that it fits as things stand: the most that does. */
final class Shrinking {
    private static final long GIB = 1L << 30;
    private static final long MIB = 1L << 20;
    private final WhatIf whatIf;
    private final Task task;

    Shrinking(WhatIf whatIf) {
        this.whatIf = whatIf;
        this.task = whatIf.now().asked();
    }

    /** At most one a resource, GPUs first. */
    List<Change> all() {
        List<Change> found = new ArrayList<>(gpus());
        Dimensions names = whatIf.now().snapshot().dimensions();
        long[] need = whatIf.now().snapshot().need(whatIf.now().taskClass());
        IntStream.range(0, names.count())
                .filter(d -> d != Dimensions.PODS && need[d] > 0)
                .forEach(d -> found.addAll(counted(d, need[d])));
        return found;
    }

    private List<Change> gpus() {
        return switch (task.need().gpu()) {
            case GpuNeed.None none -> List.of();
            case GpuNeed.Whole whole -> fewer(whole);
            case GpuNeed.Fraction part -> smaller(part);
            case GpuNeed.Memory memory -> smaller(memory);
        };
    }

    private List<Change> fewer(GpuNeed.Whole whole) {
        for (int devices = whole.devices() - 1; devices > 0; devices--) {
            Change change =
                    gpu(new GpuNeed.Whole(devices), Count.of(devices, "GPU"), Integer.toString(whole.devices()));
            if (whatIf.works(change)) {
                return List.of(change);
            }
        }
        return List.of();
    }

    private List<Change> smaller(GpuNeed.Fraction part) {
        long most = most(
                gpu(new GpuNeed.Fraction(1, part.devices()), "", ""),
                (state, node) -> devices(state.workspace(), node, part.devices(), false));
        if (most < 1 || most >= part.thousandths()) {
            return List.of();
        }
        String of = part.devices() == 1 ? " of a GPU" : " of each of " + part.devices() + " GPUs";
        return List.of(gpu(
                new GpuNeed.Fraction((int) most, part.devices()),
                Share.text(most) + of,
                Share.text(part.thousandths())));
    }

    private List<Change> smaller(GpuNeed.Memory memory) {
        long most = rounded(most(
                gpu(new GpuNeed.Memory(new Bytes(1), memory.devices()), "", ""),
                (state, node) -> devices(state.workspace(), node, memory.devices(), true)));
        if (most < 1 || most >= memory.perDevice().count()) {
            return List.of();
        }
        Bytes less = new Bytes(most);
        return List.of(gpu(
                new GpuNeed.Memory(less, memory.devices()),
                less + " of GPU memory",
                memory.perDevice().toString()));
    }

    private List<Change> counted(int dimension, long asked) {
        long most = most(
                less(dimension, 0, "", ""), (state, node) -> state.workspace().free(node, dimension));
        long round = dimension == Dimensions.MEMORY || dimension == Dimensions.EPHEMERAL ? rounded(most) : most;
        if (round < 1 || round >= asked) {
            return List.of();
        }
        Dimensions names = whatIf.now().snapshot().dimensions();
        return List.of(less(dimension, round, names.text(dimension, round), names.amount(dimension, asked)));
    }

    /** Down to whole GiB, or MiB where that is nothing. */
    private static long rounded(long bytes) {
        return bytes >= GIB ? bytes / GIB * GIB : bytes / MIB * MIB;
    }

    /** The most any node has free that takes the task once it asks for next to nothing of the resource. */
    private long most(Change nextToNothing, Amount amount) {
        WhatIf.State state = whatIf.after(nextToNothing);
        return IntStream.range(0, state.snapshot().nodeCount())
                .filter(state::fits)
                .mapToLong(n -> amount.on(state, n))
                .max()
                .orElse(0);
    }

    /** What a node has free of something. */
    private interface Amount {
        long on(WhatIf.State state, int node);
    }

    /** What each of so many devices of the node has left at least, taking the freest. */
    private static long devices(Workspace workspace, int node, int count, boolean bytes) {
        int first = workspace.snapshot().firstDevice(node);
        long[] free = new long[workspace.snapshot().deviceCount(node)];
        Arrays.setAll(free, d -> bytes ? workspace.deviceFreeBytes(first + d) : workspace.deviceFree(first + d));
        Arrays.sort(free);
        return count > free.length ? 0 : free[free.length - count];
    }

    private Change gpu(GpuNeed need, String less, String than) {
        return change(task.need().withGpu(need), less, than);
    }

    private Change less(int dimension, long amount, String less, String than) {
        Need need = task.need();
        Need smaller =
                switch (dimension) {
                    case Dimensions.CPU ->
                        new Need(new Cpu(amount), need.memory(), need.ephemeral(), need.extended(), need.gpu());
                    case Dimensions.MEMORY ->
                        new Need(need.cpu(), new Bytes(amount), need.ephemeral(), need.extended(), need.gpu());
                    case Dimensions.EPHEMERAL ->
                        new Need(need.cpu(), need.memory(), new Bytes(amount), need.extended(), need.gpu());
                    default -> extended(need, dimension, amount);
                };
        return change(smaller, less, than);
    }

    private Need extended(Need need, int dimension, long amount) {
        TreeMap<String, Long> others = new TreeMap<>(need.extended());
        others.put(whatIf.now().snapshot().dimensions().name(dimension), amount);
        return need.withExtended(others);
    }

    private Change change(Need need, String less, String than) {
        return new Change.Ask("ask-less", "ask for " + less + " instead of " + than, task, t -> t.withNeed(need));
    }
}
