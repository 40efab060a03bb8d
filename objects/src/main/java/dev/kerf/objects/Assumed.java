package dev.kerf.objects;

import dev.kerf.core.model.Slice;
import java.util.List;

/**
 * Where a pod is going while the server does not show it there yet.
 *
 * @param uid    of the pod that is meant
 * @param node   its name
 * @param slices what it gets of the node's devices
 */
public record Assumed(String uid, String node, List<Slice> slices) {
    public Assumed {
        slices = List.copyOf(slices);
    }
}
