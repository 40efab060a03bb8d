package dev.kerf.core.use;

/**
 * A container of a workload, whichever of its pods it runs in: what use is remembered of.
 *
 * @param namespace where the workload lives
 * @param workload  the owner a person knows, {@code Deployment/web}
 * @param name      of the container
 */
public record Container(String namespace, String workload, String name) implements Comparable<Container> {
    @Override
    public int compareTo(Container other) {
        return toString().compareTo(other.toString());
    }

    /** {@code team/Deployment/web:server}. */
    @Override
    public String toString() {
        return namespace + "/" + workload + ":" + name;
    }
}
