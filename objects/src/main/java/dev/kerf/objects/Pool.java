package dev.kerf.objects;

import dev.kerf.core.model.Node;
import dev.kerf.objects.pod.PodDraft;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The nodes that one scheduler of several has to itself, and the pods that belong to them: those with the same label, or
 * with a node selector that names it (as KAI's shards by {@code kai.scheduler/node-pool}).
 *
 * @param label of nodes and pods; null: all of the cluster is one pool
 * @param value empty: the nodes and pods that do not carry the label
 */
public record Pool(@Nullable String label, String value) {
    /** The whole cluster. */
    public static final Pool ALL = new Pool(null, "");

    /**
     * A pool as people write it, {@code LABEL=VALUE}; {@code LABEL=} is the rest, the nodes and pods without the label.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Pool parse(String text) {
        int sign = text.indexOf('=');
        if (sign < 1) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no pool of nodes; write LABEL=VALUE, or LABEL= for those without the label");
        }
        return new Pool(text.substring(0, sign), text.substring(sign + 1));
    }

    boolean has(Node node) {
        return has(node.labels());
    }

    boolean has(PodDraft pod) {
        if (label == null) {
            return true;
        }
        String own = pod.labels().get(label);
        if (own != null) {
            return own.equals(value);
        }
        return pod.spec().constraints().selector().stream()
                .filter(selector ->
                        selector.key().equals(label) && selector.values().size() == 1)
                .map(selector -> selector.values().getFirst().equals(value))
                .findFirst()
                .orElse(value.isEmpty());
    }

    private boolean has(Map<String, String> labels) {
        return label == null || labels.getOrDefault(label, "").equals(value);
    }

    /** {@code LABEL=VALUE}; empty: the whole cluster. */
    @Override
    public String toString() {
        return label == null ? "" : label + "=" + value;
    }
}
