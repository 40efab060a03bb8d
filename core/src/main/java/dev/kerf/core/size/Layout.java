package dev.kerf.core.size;

import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.overview.Card;
import dev.kerf.core.overview.Machine;
import dev.kerf.core.overview.Machines;
import dev.kerf.core.snapshot.Snapshot;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How tasks stand in a cluster.
 *
 * @param machines its nodes with GPUs, card by card
 * @param occupied nodes on which anything stands but what is of the node itself, by name
 */
record Layout(List<Machine> machines, Set<String> occupied) {
    Layout {
        machines = List.copyOf(machines);
        occupied = Set.copyOf(occupied);
    }

    static Layout of(Cluster cluster) {
        List<Machine> machines = Machines.of(Snapshot.of(cluster)).stream()
                .filter(m -> !m.cards().isEmpty())
                .toList();
        Set<String> occupied = cluster.placed().stream()
                .filter(p -> !p.task().ofItsNode())
                .map(Placement::node)
                .collect(Collectors.toSet());
        return new Layout(machines, occupied);
    }

    boolean occupied(Machine machine) {
        return occupied.contains(machine.node().name());
    }

    /** GPUs of the machine of which anything is held. */
    static int held(Machine machine) {
        return (int)
                machine.cards().stream().filter(c -> !c.holders().isEmpty()).count();
    }

    /** GPUs of which anything is held. */
    int devices() {
        return machines.stream().mapToInt(Layout::held).sum();
    }

    /** Nodes with GPUs that are occupied. */
    int nodes() {
        return (int) machines.stream().filter(this::occupied).count();
    }

    /** GPUs of which these tasks hold anything. */
    int devices(Set<TaskId> tasks) {
        return (int) machines.stream()
                .flatMap(m -> m.cards().stream())
                .filter(c -> holds(c, tasks))
                .count();
    }

    /** Nodes on whose GPUs these tasks stand. */
    int nodes(Set<TaskId> tasks) {
        return (int) machines.stream()
                .filter(m -> m.cards().stream().anyMatch(c -> holds(c, tasks)))
                .count();
    }

    private static boolean holds(Card card, Set<TaskId> tasks) {
        return card.holders().stream().anyMatch(h -> tasks.contains(h.task()));
    }

    /** What the tasks hold of GPUs, in thousandths. */
    long thousandths(Set<TaskId> tasks) {
        return machines.stream()
                .flatMap(m -> m.cards().stream())
                .flatMap(c -> c.holders().stream())
                .filter(h -> tasks.contains(h.task()))
                .mapToLong(Card.Holder::thousandths)
                .sum();
    }

    /** Better: fewer nodes, then fewer devices. */
    boolean betterThan(Layout other) {
        return nodes() != other.nodes() ? nodes() < other.nodes() : devices() < other.devices();
    }
}
