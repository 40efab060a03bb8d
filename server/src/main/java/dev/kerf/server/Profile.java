package dev.kerf.server;

import dev.kerf.kube.reserve.ReservationForm;
import dev.kerf.objects.Pool;
import org.jspecify.annotations.Nullable;

/**
 * What one scheduler of a cluster is for.
 *
 * @param name         whose pods it places, {@code spec.schedulerName}
 * @param pool         the nodes it places them on; others have others
 * @param election     how one of several equal processes is chosen; null: this is the only one
 * @param reservations what the pods look like that hold GPUs for those who share them
 */
public record Profile(String name, Pool pool, @Nullable Election election, ReservationForm reservations) {
    /** On all nodes. */
    public Profile(String name, @Nullable Election election) {
        this(name, election, ReservationForm.USUAL);
    }

    /** On all nodes. */
    public Profile(String name, @Nullable Election election, ReservationForm reservations) {
        this(name, Pool.ALL, election, reservations);
    }

    /** On the nodes of a pool. */
    public Profile(String name, Pool pool, @Nullable Election election) {
        this(name, pool, election, ReservationForm.USUAL);
    }
}
