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
 */
record Claim(
        String namespace,
        String name,
        String volume,
        boolean lost,
        @Nullable String storageClass,
        BigDecimal size,
        Set<String> modes) {
    static Claim read(Item item, String namespace) {
        Field spec = item.root().get("spec");
        Field storageClass = spec.get("storageClassName");
        return new Claim(
                namespace,
                item.name(),
                spec.get("volumeName").text(),
                item.root().at("status", "phase").text().equals("Lost"),
                storageClass.present() ? storageClass.text() : null,
                spec.at("resources", "requests", "storage").quantity().amount(),
                Set.copyOf(spec.get("accessModes").list()));
    }

    /** A claim that comes into being together with its pod. */
    static Claim made(String namespace, String name, @Nullable String storageClass) {
        return new Claim(namespace, name, "", false, storageClass, BigDecimal.ZERO, Set.of());
    }
}
