package dev.kerf.core.model;

import java.util.List;

/**
 * A gang, or a part of one: tasks, or parts in turn, of which so many start together or none.
 *
 * @param id       its name; tasks say by it where they belong
 * @param minTasks how many tasks start together at the least; what there is beyond is surplus and comes as it can
 * @param minParts how many of its parts start together at the least; 0 where it has none
 * @param started  it has started once, so that its tasks come one by one from now on
 * @param parts    what it consists of beside the tasks that belong to it directly; none as a rule
 * @param topology how close together all of it stands
 */
public record Part(
        PartId id, int minTasks, int minParts, boolean started, List<Part> parts, TopologyConstraint topology) {
    public Part {
        parts = List.copyOf(parts);
        if (minTasks < 0 || minParts < 0) {
            throw new IllegalArgumentException(
                    id + " cannot start with " + minTasks + " tasks and " + minParts + " parts");
        }
        if (parts.isEmpty() && minParts > 0) {
            throw new IllegalArgumentException(id + " starts with " + minParts + " parts and has none");
        }
    }

    /** A part that may stand anywhere. */
    public Part(PartId id, int minTasks, int minParts, boolean started, List<Part> parts) {
        this(id, minTasks, minParts, started, parts, TopologyConstraint.NONE);
    }

    /** Tasks of which so many start together. */
    public static Part of(PartId id, int minTasks) {
        return new Part(id, minTasks, 0, false, List.of());
    }

    /** Parts that all start together. */
    public static Part all(PartId id, List<Part> parts) {
        return new Part(id, 0, parts.size(), false, parts);
    }

    /** This part, having started once. */
    public Part begun() {
        return new Part(id, minTasks, minParts, true, parts, topology);
    }

    public Part with(TopologyConstraint other) {
        return new Part(id, minTasks, minParts, started, parts, other);
    }
}
