package dev.kerf.core.model;

import java.util.Comparator;

/**
 * The name of a task: that of its pod.
 *
 * @param namespace Kubernetes namespace
 * @param name      pod name
 */
public record TaskId(String namespace, String name) implements Comparable<TaskId> {
    private static final Comparator<TaskId> ORDER =
            Comparator.comparing(TaskId::namespace).thenComparing(TaskId::name);

    @Override
    public int compareTo(TaskId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
