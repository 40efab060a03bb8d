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
 */
public record Cluster(Instant asOf, List<Node> nodes, List<Task> pending, List<Placement> placed, List<Queue> queues) {
    public Cluster {
        nodes = List.copyOf(nodes);
        pending = List.copyOf(pending);
        placed = List.copyOf(placed);
        queues = List.copyOf(queues);
    }
}
