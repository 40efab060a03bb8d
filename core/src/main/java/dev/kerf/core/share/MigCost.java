package dev.kerf.core.share;

import java.util.Comparator;

/**
 * What a plan costs, the weightiest first.
 *
 * @param unserved memory slices of what finds no place
 * @param begun    cards that held nothing and now do
 * @param changes  instances made or removed
 * @param open     what could still come on cards that hold anything; more is better
 */
record MigCost(int unserved, int begun, int changes, int open) implements Comparable<MigCost> {
    private static final Comparator<MigCost> ORDER = Comparator.comparingInt(MigCost::unserved)
            .thenComparingInt(MigCost::begun)
            .thenComparingInt(MigCost::changes)
            .thenComparing(Comparator.comparingInt(MigCost::open).reversed());

    static MigCost missing(int slices) {
        return new MigCost(slices, 0, 0, 0);
    }

    MigCost plus(MigOption option) {
        boolean holds = !option.asked().isEmpty();
        return new MigCost(
                unserved,
                begun + (option.begins() ? 1 : 0),
                changes + option.changes(),
                open + (holds ? option.open() : 0));
    }

    @Override
    public int compareTo(MigCost other) {
        return ORDER.compare(this, other);
    }
}
