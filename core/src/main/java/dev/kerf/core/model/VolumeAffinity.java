package dev.kerf.core.model;

import java.util.List;

/**
 * Where a volume the task mounts can be reached from.
 *
 * @param claim the claim's name, for the sentence
 * @param terms one of them must match the node
 */
public record VolumeAffinity(String claim, List<NodeTerm> terms) {
    public VolumeAffinity {
        terms = List.copyOf(terms);
    }

    public boolean reachableFrom(Node node) {
        return terms.stream().anyMatch(t -> t.matches(node));
    }
}
