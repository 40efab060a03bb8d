package dev.kerf.objects;

import dev.kerf.core.model.Slice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a pod is going while the server does not show it there yet.
 *
 * @param uid    of the pod that is meant
 * @param node   its name
 * @param slices what it gets of the node's devices; empty where its cards are named by group
 * @param group  the groups of the cards it shares, with commas between; null: it shares none
 */
public record Assumed(
        String uid,
        String node,
        List<Slice> slices,
        @Nullable String group) {
    public Assumed {
        slices = List.copyOf(slices);
    }

    public Assumed(String uid, String node, List<Slice> slices) {
        this(uid, node, slices, null);
    }
}
