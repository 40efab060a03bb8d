package dev.kerf.core.model;

import java.util.Comparator;

/**
 * The name of a gang, or of a part of one.
 *
 * @param namespace Kubernetes namespace
 * @param name      unique in the namespace, as a person would say it: {@code PodGroup/train}, {@code JobSet/llm/workers-0}
 */
public record PartId(String namespace, String name) implements Comparable<PartId> {
    private static final Comparator<PartId> ORDER =
            Comparator.comparing(PartId::namespace).thenComparing(PartId::name);

    @Override
    public int compareTo(PartId other) {
        return ORDER.compare(this, other);
    }

    /** {@code PodGroup/train}, since sentences about a gang are read in its namespace. */
    @Override
    public String toString() {
        return name;
    }
}
