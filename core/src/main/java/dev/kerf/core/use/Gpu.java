package dev.kerf.core.use;

/**
 * A GPU that exporters tell of.
 *
 * @param node  the machine it is in
 * @param index its place there, from 0; -1: not told
 * @param name  its UUID, {@code GPU-…}
 * @param model as its driver names it
 */
public record Gpu(String node, int index, String name, String model) implements Comparable<Gpu> {
    /** Whether it is a whole one, and not an instance that MIG made of one: those are {@code GPU-…/7}. */
    public boolean isWhole() {
        return name.indexOf('/') < 0;
    }

    @Override
    public int compareTo(Gpu other) {
        int nodes = node.compareTo(other.node);
        return nodes != 0 ? nodes : name.compareTo(other.name);
    }
}
