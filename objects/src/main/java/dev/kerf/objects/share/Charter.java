package dev.kerf.objects.share;

import dev.kerf.core.model.Cluster;
import dev.kerf.objects.read.Item;
import java.util.Map;
import java.util.Set;

/** The objects that say how the cluster is shared and built: queues, topologies and disruption budgets. */
public final class Charter {
    /** The kinds, and the API groups in which they are meant; an empty group stands for a list that did not say. */
    public static final Map<String, Set<String>> KINDS = Map.of(
            "Queue", Set.of(Queues.GROUP),
            "Topology", Topologies.GROUPS,
            "PodDisruptionBudget", Set.of("", "policy"));

    private final Queues queues = new Queues();
    private final Topologies topologies = new Topologies();
    private final Budgets budgets = new Budgets();

    /** Whether the object is one of these. */
    public static boolean reads(Item item) {
        return KINDS.getOrDefault(item.kind(), Set.of()).contains(item.group());
    }

    /**
     * The object is there, or has changed; it must be one that {@link #reads} says yes to.
     *
     * @return whether that may let a pod in that waits
     */
    public boolean put(Item item, String namespace) {
        return switch (item.kind()) {
            case "Queue" -> queues.put(item);
            case "Topology" -> topologies.put(item);
            default -> {
                budgets.put(item, namespace);
                yield false;
            }
        };
    }

    /** The object is gone. */
    public void remove(Item item) {
        switch (item.kind()) {
            case "Queue" -> queues.remove(item.name());
            case "Topology" -> topologies.remove(item);
            default -> budgets.remove(item.namespace(), item.name());
        }
    }

    /**
     * Of a kind only these are left.
     *
     * @param kind  where groups have one of the same name, with the group: {@code Topology.kai.scheduler}
     * @param names {@code NAME} or {@code NAMESPACE/NAME}
     */
    public void retain(String kind, Set<String> names) {
        switch (kind) {
            case "Queue" -> queues.retain(names);
            case "PodDisruptionBudget" -> budgets.retain(names);
            default -> {
                if (kind.startsWith("Topology.")) {
                    topologies.retain(kind.substring("Topology.".length()), names);
                }
            }
        }
    }

    public Queues queues() {
        return queues;
    }

    public Topologies topologies() {
        return topologies;
    }

    /** The cluster, shared and built as these objects say. */
    public Cluster in(Cluster cluster) {
        return cluster.withQueues(queues.queues())
                .withTopologies(topologies.levels())
                .withBudgets(budgets.budgets(cluster.placed()));
    }
}
