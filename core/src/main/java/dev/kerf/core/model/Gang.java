package dev.kerf.core.model;

import dev.kerf.core.reason.Reason;
import java.time.Instant;
import java.util.List;

/**
 * Tasks that start together or not at all.
 *
 * @param whole    what it consists of
 * @param created  earlier goes first among gangs and tasks of one priority
 * @param refusals why it cannot start whatever the nodes say (its object is missing or makes no sense); empty as a rule
 */
public record Gang(Part whole, Instant created, List<Reason> refusals) {
    public Gang {
        refusals = List.copyOf(refusals);
    }

    /** A gang of so many tasks at the least. */
    public static Gang of(PartId id, int minTasks) {
        return new Gang(Part.of(id, minTasks), Instant.EPOCH, List.of());
    }

    public PartId id() {
        return whole.id();
    }
}
