package dev.kerf.core.model;

import java.util.List;

/**
 * The levels that a cluster is built of, as node labels: a domain of one level lies in one domain of the level before.
 *
 * @param name   of the object that says so
 * @param levels from the widest to the narrowest
 */
public record TopologyLevels(String name, List<String> levels) {
    public TopologyLevels {
        levels = List.copyOf(levels);
    }
}
