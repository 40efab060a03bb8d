package dev.kerf.server;

import dev.kerf.kube.reserve.ReservationForm;
import dev.kerf.objects.Pool;
import dev.kerf.server.act.ActingTerms;
import org.jspecify.annotations.Nullable;

/**
 * What one scheduler of a cluster is for.
 *
 * @param name         whose pods it places, {@code spec.schedulerName}
 * @param pool         the nodes it places them on; others have others
 * @param election     how one of several equal processes is chosen; null: this is the only one
 * @param reservations what the pods look like that hold GPUs for those who share them
 * @param acting       how it acts on advice; null: it does not
 */
public record Profile(
        String name,
        Pool pool,
        @Nullable Election election,
        ReservationForm reservations,
        @Nullable ActingTerms acting) {
    /** One that does not act on advice. */
    public Profile(String name, Pool pool, @Nullable Election election, ReservationForm reservations) {
        this(name, pool, election, reservations, null);
    }

    /** On all nodes. */
    public Profile(String name, @Nullable Election election) {
        this(name, election, ReservationForm.USUAL);
    }

    /** On all nodes. */
    public Profile(String name, @Nullable Election election, ReservationForm reservations) {
        this(name, Pool.ALL, election, reservations);
    }

    /** The same, which acts on advice. */
    public Profile acting(ActingTerms terms) {
        return new Profile(name, pool, election, reservations, terms);
    }

    /** On the nodes of a pool. */
    public Profile(String name, Pool pool, @Nullable Election election) {
        this(name, pool, election, ReservationForm.USUAL);
    }
}
