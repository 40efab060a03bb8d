package dev.kerf.core.model;

import java.time.Instant;
import java.util.List;

/**
 * Everything that is known of a cluster at one moment, as plain records and in any order.
 *
 * @param asOf    the moment
 * @param nodes   its machines, by unique name
 * @param pending tasks to place
 * @param placed  tasks that stand on a node
 * @param queues  claims that tasks are charged to
 * @param gangs   what starts together; a task that names a part of none of them goes alone
 */
public record Cluster(
        Instant asOf,
        List<Node> nodes,
        List<Task> pending,
        List<Placement> placed,
        List<Queue> queues,
        List<Gang> gangs) {
    public Cluster {
        nodes = List.copyOf(nodes);
        pending = List.copyOf(pending);
        placed = List.copyOf(placed);
        queues = List.copyOf(queues);
        gangs = List.copyOf(gangs);
    }

    /** A cluster where every task goes alone. */
    public Cluster(Instant asOf, List<Node> nodes, List<Task> pending, List<Placement> placed, List<Queue> queues) {
        this(asOf, nodes, pending, placed, queues, List.of());
    }

    /** The same cluster with other nodes. */
    public Cluster withNodes(List<Node> others) {
        return new Cluster(asOf, others, pending, placed, queues, gangs);
    }

    /** The same cluster with other tasks. */
    public Cluster withTasks(List<Task> nowPending, List<Placement> nowPlaced) {
        return new Cluster(asOf, nodes, nowPending, nowPlaced, queues, gangs);
    }
}
