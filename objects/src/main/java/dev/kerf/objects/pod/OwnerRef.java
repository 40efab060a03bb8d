package dev.kerf.objects.pod;

import dev.kerf.objects.read.Field;
import org.jspecify.annotations.Nullable;

/**
 * The object that made another one.
 *
 * @param kind {@code ReplicaSet}
 * @param name in the same namespace
 */
public record OwnerRef(String kind, String name) {
    /** The controller among the {@code ownerReferences}, else the only one; null where there is none. */
    public static @Nullable OwnerRef read(Field metadata) {
        OwnerRef only = null;
        for (Field reference : metadata.get("ownerReferences").items()) {
            OwnerRef each = new OwnerRef(
                    reference.get("kind").text(), reference.get("name").text());
            if (reference.get("controller").flag()) {
                return each;
            }
            only = only == null ? each : only;
        }
        return only;
    }

    public String key(String namespace) {
        return kind + "/" + namespace + "/" + name;
    }

    /** {@code ReplicaSet/web-5d4f8}. */
    @Override
    public String toString() {
        return kind + "/" + name;
    }
}
