package dev.kerf.server;

import dev.kerf.kube.reserve.ReservationForm;
import org.jspecify.annotations.Nullable;

/**
 * What one scheduler of a cluster is for.
 *
 * @param name         whose pods it places, {@code spec.schedulerName}
 * @param election     how one of several equal processes is chosen; null: this is the only one
 * @param reservations what the pods look like that hold GPUs for those who share them
 */
public record Profile(String name, @Nullable Election election, ReservationForm reservations) {
    public Profile(String name, @Nullable Election election) {
        this(name, election, ReservationForm.USUAL);
    }
}
