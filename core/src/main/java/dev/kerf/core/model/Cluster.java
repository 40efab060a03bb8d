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
 * @param topologies what the cluster is built of, where objects say so
 * @param budgets how many tasks may be asked to leave at once, where objects say so
 */
public record Cluster(
        Instant asOf,
        List<Node> nodes,
        List<Task> pending,
        List<Placement> placed,
        List<Queue> queues,
        List<Gang> gangs,
        List<TopologyLevels> topologies,
        List<Budget> budgets) {
    public Cluster {
        nodes = List.copyOf(nodes);
        pending = List.copyOf(pending);
        placed = List.copyOf(placed);
        queues = List.copyOf(queues);
        gangs = List.copyOf(gangs);
        topologies = List.copyOf(topologies);
        budgets = List.copyOf(budgets);
    }

    /** A cluster of whose topology and budgets no object tells. */
    public Cluster(
            Instant asOf,
            List<Node> nodes,
            List<Task> pending,
            List<Placement> placed,
            List<Queue> queues,
            List<Gang> gangs) {
        this(asOf, nodes, pending, placed, queues, gangs, List.of(), List.of());
    }

    /** A cluster where every task goes alone. */
    public Cluster(Instant asOf, List<Node> nodes, List<Task> pending, List<Placement> placed, List<Queue> queues) {
        this(asOf, nodes, pending, placed, queues, List.of());
    }

    /** The same cluster with other nodes. */
    public Cluster withNodes(List<Node> others) {
        return new Cluster(asOf, others, pending, placed, queues, gangs, topologies, budgets);
    }

    /** The same cluster with other tasks. */
    public Cluster withTasks(List<Task> nowPending, List<Placement> nowPlaced) {
        return new Cluster(asOf, nodes, nowPending, nowPlaced, queues, gangs, topologies, budgets);
    }

    /** The same cluster at another moment. */
    public Cluster at(Instant moment) {
        return new Cluster(moment, nodes, pending, placed, queues, gangs, topologies, budgets);
    }

    /** The same cluster with other queues. */
    public Cluster withQueues(List<Queue> others) {
        return new Cluster(asOf, nodes, pending, placed, others, gangs, topologies, budgets);
    }

    /** The same cluster with other gangs. */
    public Cluster withGangs(List<Gang> others) {
        return new Cluster(asOf, nodes, pending, placed, queues, others, topologies, budgets);
    }

    /** The same cluster built of these levels. */
    public Cluster withTopologies(List<TopologyLevels> others) {
        return new Cluster(asOf, nodes, pending, placed, queues, gangs, others, budgets);
    }

    /** The same cluster with other budgets. */
    public Cluster withBudgets(List<Budget> others) {
        return new Cluster(asOf, nodes, pending, placed, queues, gangs, topologies, others);
    }
}
