package dev.kerf.core.advise;

import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.overview.Card;
import dev.kerf.core.overview.Machine;
import dev.kerf.core.overview.Machines;
import dev.kerf.core.snapshot.Snapshot;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is held in a cluster, as far as savings go.
 *
 * @param held     GPUs of which those that run now hold anything, by node
 * @param occupied nodes with GPUs, or slices of them, on which anything stands but what is of the node itself
 */
record Standpoint(TreeMap<String, Integer> held, Set<String> occupied) {
    /**
     * How a cluster stands.
     *
     * @param counted the tasks that count; others, such as those that waited before, take nothing away from a saving
     */
    static Standpoint of(Cluster cluster, Set<TaskId> counted) {
        TreeMap<String, Integer> held = new TreeMap<>();
        for (Machine machine : Machines.of(Snapshot.of(cluster))) {
            int cards = (int) machine.cards().stream()
                    .filter(c -> c.holders().stream().map(Card.Holder::task).anyMatch(counted::contains))
                    .count();
            held.put(machine.node().name(), cards);
        }
        return new Standpoint(held, occupied(cluster));
    }

    private static Set<String> occupied(Cluster cluster) {
        Set<String> withGpus = cluster.nodes().stream()
                .filter(n -> n.gpus().count() > 0
                        || n.capacity().extended().keySet().stream().anyMatch(k -> k.startsWith("nvidia.com/")))
                .map(n -> n.name())
                .collect(Collectors.toCollection(HashSet::new));
        return cluster.placed().stream()
                .filter(p -> !p.task().ofItsNode() && withGpus.contains(p.node()))
                .map(Placement::node)
                .collect(Collectors.toSet());
    }

    int gpus() {
        return held.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Nodes with GPUs that were occupied and are no longer, by name. */
    List<String> emptied(Standpoint after) {
        return occupied.stream()
                .filter(n -> !after.occupied.contains(n))
                .sorted()
                .toList();
    }

    static Set<TaskId> ids(List<Placement> placed) {
        return placed.stream().map(Placement::task).map(Task::id).collect(Collectors.toSet());
    }
}
