package dev.kerf.core.share;

import java.util.List;

/**
 * A card as it is cut now.
 *
 * @param node  the machine it is in
 * @param index its place there
 * @param used  instances that pods hold: they stay where they are
 * @param idle  instances that nobody holds: kept where possible, since each change takes time
 */
public record MigCard(String node, int index, List<MigInstance> used, List<MigInstance> idle) {
    public MigCard {
        used = List.copyOf(used);
        idle = List.copyOf(idle);
    }

    /** A card that is not cut. */
    public static MigCard blank(String node, int index) {
        return new MigCard(node, index, List.of(), List.of());
    }

    /** Whether another card is cut like it. */
    boolean like(MigCard other) {
        return used.equals(other.used) && idle.equals(other.idle);
    }

    /** {@code a/3}. */
    public String name() {
        return node + "/" + index;
    }
}
