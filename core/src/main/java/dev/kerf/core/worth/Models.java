package dev.kerf.core.worth;

import dev.kerf.core.snapshot.Snapshot;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The GPU models of a snapshot by number, so that sets of them are the bits of a long. */
final class Models {
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final int[] ofNode;

    Models(Snapshot snapshot) {
        this.ofNode = new int[snapshot.nodeCount()];
        for (int n = 0; n < ofNode.length; n++) {
            String model = snapshot.node(n).gpus().model();
            ofNode[n] = numbers.computeIfAbsent(model, m -> Math.min(numbers.size(), Long.SIZE - 1));
        }
    }

    int count() {
        return Math.min(numbers.size(), Long.SIZE);
    }

    int of(int node) {
        return ofNode[node];
    }

    /** All of them. */
    long all() {
        return count() == Long.SIZE ? -1 : (1L << count()) - 1;
    }

    /** The set as bits; all where the set is empty. */
    long bits(Set<String> models) {
        if (models.isEmpty()) {
            return all();
        }
        long bits = 0;
        for (String model : models) {
            Integer number = numbers.get(model);
            bits |= number == null ? 0 : 1L << number;
        }
        return bits;
    }
}
