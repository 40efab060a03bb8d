package dev.kerf.core.snapshot;

import dev.kerf.core.model.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The domains that one node label cuts the cluster into.
 *
 * @param key      the label
 * @param domainOf domain of each node by number; {@link #NONE} where the node lacks the label
 * @param domains  how many there are
 */
record Topology(String key, int[] domainOf, int domains) {
    static final int NONE = -1;

    static Topology of(String key, List<Node> nodes) {
        Map<String, Integer> numbers = new HashMap<>();
        int[] domainOf = new int[nodes.size()];
        for (int n = 0; n < domainOf.length; n++) {
            String value = nodes.get(n).labels().get(key);
            domainOf[n] = value == null ? NONE : numbers.computeIfAbsent(value, v -> numbers.size());
        }
        return new Topology(key, domainOf, numbers.size());
    }

    /** Every node a domain of its own. */
    static Topology byNode(int nodes) {
        int[] self = new int[nodes];
        java.util.Arrays.setAll(self, n -> n);
        return new Topology("", self, nodes);
    }
}
