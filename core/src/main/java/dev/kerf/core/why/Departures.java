package dev.kerf.core.why;

import dev.kerf.core.fit.Eligibility;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.snapshot.Workspace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Who would have to leave a node so that a task fits there: one alone if that is enough, else few, the least important
 * first. It says what would help; nobody is made to leave.
 */
final class Departures {
    private static final int SINGLES = 3;
    private final WhatIf.State state;
    private final Workspace workspace;
    private final int asks;

    Departures(WhatIf.State state) {
        this.state = state;
        this.workspace = state.workspace();
        this.asks = state.snapshot().gpuNeed(state.taskClass()).devices();
    }

    /** The best few that are enough alone; where there are none, the smallest group found. */
    List<Change> all() {
        List<List<Integer>> onNode = standing();
        IntPredicate eligible = new Eligibility(state.snapshot()).nodes(state.taskClass())::get;
        List<Integer> singles = IntStream.range(0, onNode.size())
                .filter(eligible)
                .boxed()
                .flatMap(n -> onNode.get(n).stream().filter(t -> without(List.of(t), n)))
                .sorted(leastImportant())
                .limit(SINGLES)
                .toList();
        if (!singles.isEmpty()) {
            return singles.stream().map(t -> leave(List.of(t))).toList();
        }
        return IntStream.range(0, onNode.size())
                .filter(eligible)
                .mapToObj(n -> few(onNode.get(n), n))
                .filter(few -> !few.isEmpty())
                .min(Comparator.<List<Integer>>comparingInt(List::size).thenComparing(few -> id(few.getFirst())))
                .map(few -> List.of(leave(few)))
                .orElse(List.of());
    }

    /** The tasks of each node that hold something the task could use. */
    private List<List<Integer>> standing() {
        List<List<Integer>> onNode = new ArrayList<>();
        IntStream.range(0, state.snapshot().nodeCount()).forEach(n -> onNode.add(new ArrayList<>()));
        for (int t = state.snapshot().pendingCount(); t < state.snapshot().taskCount(); t++) {
            if (workspace.nodeOf(t) != Workspace.NOWHERE) {
                onNode.get(workspace.nodeOf(t)).add(t);
            }
        }
        return onNode;
    }

    private boolean without(List<Integer> tasks, int node) {
        int before = workspace.checkpoint();
        tasks.forEach(workspace::remove);
        boolean fits = state.fits(node);
        workspace.undo(before);
        return fits;
    }

    /** So many as are needed on this node, none that is not; empty where all together are not enough. */
    private List<Integer> few(List<Integer> there, int node) {
        if (!without(there, node)) {
            return List.of();
        }
        List<Integer> few = new ArrayList<>();
        for (Integer task : there.stream().sorted(leastImportant()).toList()) {
            few.add(task);
            if (without(few, node)) {
                break;
            }
        }
        for (Integer task : List.copyOf(few)) {
            List<Integer> fewer = few.stream().filter(t -> !t.equals(task)).toList();
            if (without(fewer, node)) {
                few.remove(task);
            }
        }
        return few;
    }

    /** Low priority first; then, where GPUs are wanted, those that hold the most; then the youngest. */
    private Comparator<Integer> leastImportant() {
        return Comparator.<Integer>comparingInt(t -> task(t).priority())
                .thenComparingInt(t -> asks == 0 ? 0 : -held(task(t).need().gpu()))
                .thenComparing(t -> task(t).created(), Comparator.reverseOrder())
                .thenComparing(this::id);
    }

    private static int held(GpuNeed gpu) {
        return switch (gpu) {
            case GpuNeed.Whole whole -> whole.devices() * 1000;
            case GpuNeed.Fraction part -> part.devices() * part.thousandths();
            case GpuNeed.Memory memory -> memory.devices();
            case GpuNeed.None none -> 0;
        };
    }

    private Change leave(List<Integer> tasks) {
        return new Change.Leave(tasks.stream().map(this::id).sorted().toList());
    }

    private Task task(int number) {
        return state.snapshot().task(number);
    }

    private TaskId id(int number) {
        return task(number).id();
    }
}
