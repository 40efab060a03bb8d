package dev.kerf.core.model;

/**
 * The name of a task: that of its pod.
 *
 * @param namespace Kubernetes namespace
 * @param name      pod name
 */
public record TaskId(String namespace, String name) implements Comparable<TaskId> {
    @Override
    public int compareTo(TaskId other) {
        int order = namespace.compareTo(other.namespace);
        return order != 0 ? order : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
