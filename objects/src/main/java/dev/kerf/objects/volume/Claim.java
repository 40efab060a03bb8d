package dev.kerf.objects.volume;

import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.Item;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A PersistentVolumeClaim.
 *
 * @param volume       the volume it is bound to; empty: none yet
 * @param lost         its volume is gone
 * @param storageClass null: the default one; empty: none
 * @param size         asked for, in bytes
 * @param modes        of access asked for
 * @param uid          tells it from another claim of the same name; empty where not known
 * @param selectedNode the node its volume is being made for; empty: none yet
 * @param complete     it and its volume are bound to each other
 */
record Claim(
        String namespace,
        String name,
        String volume,
        boolean lost,
        @Nullable String storageClass,
        BigDecimal size,
        Set<String> modes,
        String uid,
        String selectedNode,
        boolean complete) {
    static final String SELECTED_NODE = "volume.kubernetes.io/selected-node";
    private static final String BIND_COMPLETED = "pv.kubernetes.io/bind-completed";

    static Claim read(Item item, String namespace) {
        Field spec = item.root().get("spec");
        Field annotations = item.root().at("metadata", "annotations");
        Field storageClass = spec.get("storageClassName");
        String phase = item.root().at("status", "phase").text();
        return new Claim(
                namespace,
                item.name(),
                spec.get("volumeName").text(),
                phase.equals("Lost"),
                storageClass.present() ? storageClass.text() : null,
                spec.at("resources", "requests", "storage").quantity().amount(),
                Set.copyOf(spec.get("accessModes").list()),
                item.root().at("metadata", "uid").text(),
                annotations.get(SELECTED_NODE).text(),
                annotations.get(BIND_COMPLETED).present() || phase.equals("Bound"));
    }

    /** A claim that comes into being together with its pod. */
    static Claim made(String namespace, String name, @Nullable String storageClass) {
        return new Claim(namespace, name, "", false, storageClass, BigDecimal.ZERO, Set.of(), "", "", false);
    }

    /** {@code NAMESPACE/NAME}. */
    String key() {
        return namespace + "/" + name;
    }
}
