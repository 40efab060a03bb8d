package dev.kerf.core.model;

import org.jspecify.annotations.Nullable;

/**
 * How close together the tasks of a gang, or of a part of one, stand: each level is a node label, and nodes with the same
 * value are one domain of it.
 *
 * @param required  all stand in one domain of this level, or none does; null: anywhere
 * @param preferred in one domain of this level if that is possible, else in as few as can be; null: no matter
 */
public record TopologyConstraint(
        @Nullable String required, @Nullable String preferred) {
    public static final TopologyConstraint NONE = new TopologyConstraint(null, null);

    public static TopologyConstraint required(String level) {
        return new TopologyConstraint(level, null);
    }

    public static TopologyConstraint preferred(String level) {
        return new TopologyConstraint(null, level);
    }
}
