package dev.kerf.core.model;

/**
 * How many of the tasks that it covers may be asked to leave at once; beyond that the API server takes no eviction.
 *
 * @param name      of the PodDisruptionBudget
 * @param namespace of the tasks it covers
 * @param selector  which of them
 * @param allowed   how many may be asked to leave now; 0: none
 */
public record Budget(String name, String namespace, LabelSelector selector, long allowed) {
    public Budget {
        if (allowed < 0) {
            throw new IllegalArgumentException("budget " + name + " cannot allow " + allowed + " disruptions");
        }
    }

    /** Whether the task counts against it when it is asked to leave. */
    public boolean covers(Task task) {
        return namespace.equals(task.id().namespace()) && selector.matches(task.labels());
    }
}
