package dev.kerf.objects;

import dev.kerf.core.model.TaskId;
import dev.kerf.objects.pod.Reservation;
import java.util.List;
import java.util.Set;

/**
 * The shared cards of a cluster as the server shows them.
 *
 * @param reservations pods that hold a card for others
 * @param sharers      pods that stand on a card of a group
 * @param own          those of them that this scheduler put there
 * @param machines     the nodes that run containers; nodes that only play along are not among them
 */
public record SharedCards(
        List<Reservation> reservations, List<LivePod> sharers, Set<TaskId> own, Set<String> machines) {
    public SharedCards {
        reservations = List.copyOf(reservations);
        sharers = List.copyOf(sharers);
        own = Set.copyOf(own);
        machines = Set.copyOf(machines);
    }
}
