package dev.kerf.core.advise;

import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Need;
import dev.kerf.core.model.Node;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.TaskId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an advice would change about the cluster that the planner sees.
 *
 * @param gone     tasks that are no longer there
 * @param needs    what tasks ask from then on; they find a place anew
 * @param moved    tasks that find a place anew, asking what they asked before
 * @param closed   nodes that take nothing new
 * @param parts    thousandths of their GPU that tasks have from then on, where they stand
 */
public record WhatIf(
        Set<TaskId> gone, Map<TaskId, Need> needs, Set<TaskId> moved, Set<String> closed, Map<TaskId, Integer> parts) {
    public static final WhatIf NONE = new WhatIf(Set.of(), Map.of(), Set.of(), Set.of(), Map.of());

    public WhatIf {
        gone = java.util.Collections.unmodifiableSet(new TreeSet<>(gone));
        needs = java.util.Collections.unmodifiableMap(new TreeMap<>(needs));
        moved = java.util.Collections.unmodifiableSet(new TreeSet<>(moved));
        closed = java.util.Collections.unmodifiableSet(new TreeSet<>(closed));
        parts = java.util.Collections.unmodifiableMap(new TreeMap<>(parts));
    }

    /** Tasks go. */
    public static WhatIf without(Set<TaskId> tasks) {
        return new WhatIf(tasks, Map.of(), Set.of(), Set.of(), Map.of());
    }

    /** Tasks ask for something else. */
    public static WhatIf asking(Map<TaskId, Need> needs) {
        return new WhatIf(Set.of(), needs, Set.of(), Set.of(), Map.of());
    }

    /** All tasks of a workload ask for this of GPUs, and for all else as before. */
    public static WhatIf asking(Work work, GpuNeed gpu) {
        Map<TaskId, Need> needs = new TreeMap<>();
        work.placements().forEach(p -> needs.put(p.task().id(), p.task().need().withGpu(gpu)));
        return asking(needs);
    }

    /** Tasks leave a node that then takes nothing. */
    public static WhatIf emptying(String node, Set<TaskId> tasks) {
        return new WhatIf(Set.of(), Map.of(), tasks, Set.of(node), Map.of());
    }

    /** Nodes take nothing new. */
    public static WhatIf closing(Set<String> nodes) {
        return new WhatIf(Set.of(), Map.of(), Set.of(), nodes, Map.of());
    }

    /** All tasks of a workload, which has a part of a GPU, have so many thousandths of it, where they stand. */
    public static WhatIf inPlace(Work work, int thousandths) {
        Map<TaskId, Integer> parts = new TreeMap<>();
        work.ids().forEach(id -> parts.put(id, thousandths));
        return new WhatIf(Set.of(), Map.of(), Set.of(), Set.of(), parts);
    }

    /** Both. */
    public WhatIf and(WhatIf other) {
        return all(List.of(this, other));
    }

    /** All of them; of two that have a task ask for something, the later one. */
    static WhatIf all(List<WhatIf> changes) {
        Set<TaskId> gone = new HashSet<>();
        Map<TaskId, Need> needs = new HashMap<>();
        Set<TaskId> moved = new HashSet<>();
        Set<String> closed = new HashSet<>();
        Map<TaskId, Integer> parts = new HashMap<>();
        for (WhatIf each : changes) {
            gone.addAll(each.gone);
            needs.putAll(each.needs);
            moved.addAll(each.moved);
            closed.addAll(each.closed);
            parts.putAll(each.parts);
        }
        return new WhatIf(gone, needs, moved, closed, parts);
    }

    /** Whether it changes nothing the planner sees. */
    public boolean isNothing() {
        return gone.isEmpty() && needs.isEmpty() && moved.isEmpty() && closed.isEmpty() && parts.isEmpty();
    }

    /** Whether it unsettles nobody. Parts that change where they are leave no card that was held unheld. */
    boolean isOnlyGoing() {
        return needs.isEmpty() && moved.isEmpty();
    }

    /** Whether a task is looked for a place for. */
    boolean unsettles(TaskId task) {
        return needs.containsKey(task) || moved.contains(task);
    }

    /** The tasks that find a place anew, as they then ask; made anew, they stand behind what has waited longer. */
    List<Task> unsettled(Cluster cluster) {
        List<Task> tasks = new ArrayList<>();
        for (Placement placement : cluster.placed()) {
            Task task = placement.task();
            if (!gone.contains(task.id()) && unsettles(task.id())) {
                Task anew = task.withCreated(cluster.asOf());
                tasks.add(anew.withNeed(needs.getOrDefault(task.id(), task.need())));
            }
        }
        return tasks;
    }

    /** What stands where it stood, with the part it then has. */
    List<Placement> settled(Cluster cluster) {
        return cluster.placed().stream()
                .filter(p ->
                        !gone.contains(p.task().id()) && !unsettles(p.task().id()))
                .map(this::parted)
                .toList();
    }

    private Placement parted(Placement before) {
        Integer part = parts.get(before.task().id());
        return part == null ? before : before.parted(part);
    }

    /** The nodes, those to be closed cordoned. */
    List<Node> nodes(Cluster cluster) {
        return cluster.nodes().stream()
                .map(n -> closed.contains(n.name()) ? n.cordon() : n)
                .toList();
    }
}
