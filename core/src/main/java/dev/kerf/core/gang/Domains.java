package dev.kerf.core.gang;

import dev.kerf.core.model.TopologyLevels;
import dev.kerf.core.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The domains that the levels of a cluster's topology cut it into. Where an object tells of the levels above one, nodes are
 * in one domain of it only if they are so in those above, too; without such an object the label alone decides. Nodes that
 * lack a label are in no domain.
 */
public final class Domains {
    private final Snapshot snapshot;
    private final Map<String, List<BitSet>> known = new HashMap<>();

    Domains(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** The domains of a level, in the order of the first of their nodes. */
    List<BitSet> of(String level) {
        return known.computeIfAbsent(level, this::cut);
    }

    private List<BitSet> cut(String level) {
        List<String> path = path(level);
        Map<List<String>, BitSet> domains = new LinkedHashMap<>();
        for (int n = 0; n < snapshot.nodeCount(); n++) {
            List<String> values = values(n, path);
            if (values != null) {
                domains.computeIfAbsent(values, v -> new BitSet()).set(n);
            }
        }
        return List.copyOf(domains.values());
    }

    private @Nullable List<String> values(int node, List<String> path) {
        List<String> values = new ArrayList<>();
        for (String key : path) {
            String value = snapshot.node(node).labels().get(key);
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return values;
    }

    /** The levels from the widest to this one. */
    private List<String> path(String level) {
        for (TopologyLevels topology : snapshot.topologies()) {
            int at = topology.levels().indexOf(level);
            if (at >= 0) {
                return topology.levels().subList(0, at + 1);
            }
        }
        return List.of(level);
    }

    /**
     * The levels from the preferred one outwards, ending with the required one where there is one. Where no object tells what
     * lies between, there is nothing between.
     */
    List<String> outwards(String preferred, @Nullable String required) {
        List<String> path = new ArrayList<>(path(preferred));
        java.util.Collections.reverse(path);
        int end = required == null ? path.size() - 1 : path.indexOf(required);
        if (end >= 0) {
            return path.subList(0, end + 1);
        }
        return required == null ? path : List.of(preferred, required);
    }
}
