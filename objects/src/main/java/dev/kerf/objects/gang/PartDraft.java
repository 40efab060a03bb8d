package dev.kerf.objects.gang;

import dev.kerf.objects.terms.TopologyAsk;
import java.util.List;

/**
 * A part of a gang as its object tells it.
 *
 * @param name     unique within the gang
 * @param minTasks how many pods start together at the least
 * @param minParts how many of its parts start together at the least
 * @param parts    none where pods belong to it directly
 * @param topology how close together its pods stand
 */
record PartDraft(String name, int minTasks, int minParts, List<PartDraft> parts, TopologyAsk topology) {
    PartDraft {
        parts = List.copyOf(parts);
    }

    PartDraft(String name, int minTasks, int minParts, List<PartDraft> parts) {
        this(name, minTasks, minParts, parts, TopologyAsk.NONE);
    }

    PartDraft with(TopologyAsk other) {
        return new PartDraft(name, minTasks, minParts, parts, other);
    }

    static PartDraft of(String name, int minTasks) {
        return new PartDraft(name, minTasks, 0, List.of());
    }

    static PartDraft all(String name, List<PartDraft> parts) {
        return new PartDraft(name, 0, parts.size(), parts);
    }

    boolean holds(String leaf) {
        return parts.isEmpty() ? name.equals(leaf) : parts.stream().anyMatch(p -> p.holds(leaf));
    }
}
