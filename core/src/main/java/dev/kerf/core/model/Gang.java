package dev.kerf.core.model;

import dev.kerf.core.reason.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that start together or not at all.
 *
 * @param whole      what it consists of
 * @param created    earlier goes first among gangs and tasks of one priority
 * @param refusals   why it cannot start whatever the nodes say (its object is missing or makes no sense); empty as a rule
 * @param shortSince since when fewer of it run than must; null: not so, or not known
 * @param grace      how long it may run so before what is left of it leaves too; {@link #FOR_EVER}: as long as it likes
 */
public record Gang(
        Part whole,
        Instant created,
        List<Reason> refusals,
        @Nullable Instant shortSince,
        Duration grace) {
    /** A grace that never ends. */
    public static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);

    /** The grace of a gang that states none; KAI Scheduler's. */
    public static final Duration USUAL_GRACE = Duration.ofSeconds(60);

    public Gang {
        refusals = List.copyOf(refusals);
    }

    /** A gang that is not known to be short of members. */
    public Gang(Part whole, Instant created, List<Reason> refusals) {
        this(whole, created, refusals, null, USUAL_GRACE);
    }

    /** A gang of so many tasks at the least. */
    public static Gang of(PartId id, int minTasks) {
        return new Gang(Part.of(id, minTasks), Instant.EPOCH, List.of());
    }

    public PartId id() {
        return whole.id();
    }

    public Gang withShortSince(@Nullable Instant other) {
        return new Gang(whole, created, refusals, other, grace);
    }

    public Gang withGrace(Duration other) {
        return new Gang(whole, created, refusals, shortSince, other);
    }
}
