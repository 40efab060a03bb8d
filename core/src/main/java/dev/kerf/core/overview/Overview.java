package dev.kerf.core.overview;

import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Share;
import dev.kerf.core.model.Slice;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.plan.Decision;
import dev.kerf.core.plan.Plan;
import dev.kerf.core.plan.Planner;
import dev.kerf.core.plan.Policy;
import dev.kerf.core.reason.Reason;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Standing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A first look at a cluster.
 *
 * @param machines every node, by name
 * @param fleets   by model, most GPUs first; nodes without GPUs last
 * @param holdings who holds what, most GPUs first
 * @param waiting  what stays pending and why, most tasks first
 * @param going    what would be placed, most GPUs first
 * @param warnings what had to be inferred
 */
public record Overview(
        List<Machine> machines,
        List<Fleet> fleets,
        List<Holding> holdings,
        List<Waiting> waiting,
        List<Going> going,
        List<String> warnings) {
    public Overview {
        machines = List.copyOf(machines);
        fleets = List.copyOf(fleets);
        holdings = List.copyOf(holdings);
        waiting = List.copyOf(waiting);
        going = List.copyOf(going);
        warnings = List.copyOf(warnings);
    }

    /**
     * The cluster as it stands, and what a plan would make of what is pending.
     *
     * @param shown the tasks that lists of tasks speak of; the nodes hold them all
     */
    public static Overview of(Cluster cluster, Policy policy, long seed, Predicate<TaskId> shown) {
        Snapshot snapshot = Snapshot.of(cluster);
        Plan plan = Planner.plan(snapshot, policy, seed);
        List<Machine> machines = Machines.of(snapshot);
        Map<TaskId, Task> tasks = new HashMap<>();
        cluster.pending().stream().filter(t -> shown.test(t.id())).forEach(t -> tasks.put(t.id(), t));
        return new Overview(
                machines,
                fleets(machines),
                holdings(snapshot, shown),
                waiting(plan, tasks),
                going(plan, tasks),
                snapshot.warnings());
    }

    /** All GPUs together; the model is empty. */
    public Fleet total() {
        return fleets.stream().reduce(new Fleet("", 0, 0, Idle.NONE), Fleet::plus);
    }

    private static List<Fleet> fleets(List<Machine> machines) {
        Map<String, Fleet> found = new TreeMap<>();
        for (Machine m : machines) {
            found.merge(m.fleet(), new Fleet(m.fleet(), 1, m.cards().size(), m.idle()), Fleet::plus);
        }
        return found.values().stream()
                .sorted(Comparator.comparingInt(Fleet::gpus).reversed())
                .toList();
    }

    private static List<Holding> holdings(Snapshot snapshot, Predicate<TaskId> shown) {
        Map<String, Holding> found = new TreeMap<>();
        for (int i = 0; i < snapshot.taskCount() - snapshot.pendingCount(); i++) {
            Task task = snapshot.task(snapshot.pendingCount() + i);
            if (snapshot.standing().node(i) != Standing.UNKNOWN_NODE && shown.test(task.id())) {
                double gpus = Long.bitCount(snapshot.standing().devices(i))
                        * snapshot.standing().share(i).thousandths()
                        / (double) Share.WHOLE;
                Holding own = new Holding(
                        task.id().namespace(),
                        task.workload(),
                        1,
                        gpus,
                        task.need().cpu(),
                        task.need().memory());
                found.merge(name(task), own, Holding::plus);
            }
        }
        return found.values().stream()
                .sorted(Comparator.comparingDouble(Holding::gpus).reversed())
                .toList();
    }

    private static String name(Task task) {
        return task.id().namespace() + "/" + task.workload();
    }

    private static List<Waiting> waiting(Plan plan, Map<TaskId, Task> tasks) {
        Map<Reason, List<Decision.Hold>> byReason = new HashMap<>();
        plan.holds().filter(h -> tasks.containsKey(h.task())).forEach(h -> byReason.computeIfAbsent(
                        h.reason(), k -> new ArrayList<>())
                .add(h));
        return byReason.entrySet().stream()
                .map(e -> waiting(e.getKey(), e.getValue(), tasks))
                .sorted(Comparator.comparingInt(Waiting::tasks).reversed().thenComparing(w -> w.reason()
                        .message()))
                .toList();
    }

    private static Waiting waiting(Reason reason, List<Decision.Hold> holds, Map<TaskId, Task> tasks) {
        TreeSet<String> workloads = new TreeSet<>();
        for (Decision.Hold hold : holds) {
            Task task = tasks.get(hold.task());
            workloads.add(task == null ? hold.task().toString() : name(task));
        }
        return new Waiting(holds.getFirst().fit(), reason, holds.size(), List.copyOf(workloads));
    }

    private static List<Going> going(Plan plan, Map<TaskId, Task> tasks) {
        Map<String, Going> found = new TreeMap<>();
        plan.binds().forEach(bind -> {
            Task task = tasks.get(bind.task());
            if (task != null) {
                double gpus = bind.slices().stream()
                                .map(Slice::share)
                                .mapToInt(Share::thousandths)
                                .sum()
                        / (double) Share.WHOLE;
                Going own = new Going(
                        task.id().namespace(), task.workload(), 1, gpus, new TreeMap<>(Map.of(bind.node(), 1)));
                found.merge(name(task), own, Going::plus);
            }
        });
        return found.values().stream()
                .sorted(Comparator.comparingDouble(Going::gpus).reversed())
                .toList();
    }
}
