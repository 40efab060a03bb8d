package dev.kerf.kube.reflect;

import dev.kerf.objects.read.Item;
import java.util.Set;

/** Somebody who is told of every object of a kind. Called by one thread a kind. */
public interface Sink {
    /** It is there, or has changed. */
    void put(Item item);

    /** It is gone. */
    void remove(Item item);

    /**
     * Of the kind only these are left.
     *
     * @param names {@code NAME} or {@code NAMESPACE/NAME}
     */
    void retain(String kind, Set<String> names);

    /** All there is of the kind has been told once. */
    void synced(String kind);

    /**
     * The kind cannot be read, and that is no passing matter; the reflector goes on asking.
     *
     * @param forbidden the permission is missing; otherwise the server does not serve the kind
     */
    void unreadable(String kind, boolean forbidden);
}
