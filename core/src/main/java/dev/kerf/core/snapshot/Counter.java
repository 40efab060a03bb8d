package dev.kerf.core.snapshot;

import java.util.BitSet;

/**
 * Something the workspace counts: the tasks of certain classes in each domain of a topology.
 *
 * @param index    position among the snapshot's counters
 * @param classes  the classes that count
 * @param topology the domains
 */
public record Counter(int index, BitSet classes, Topology topology) {
    record Key(BitSet classes, String topologyKey) {}

    /** The node's domain; negative where it is in none. */
    public int domainOf(int node) {
        return topology.domainOf()[node];
    }
}
