package dev.kerf.core.victim;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** On what grounds a party may ask others to leave. */
public interface Grounds {
    /** The grade of a unit that may not be asked. */
    int OUT = -1;

    /**
     * Whether the unit may be asked to leave as things stand, with all that was lifted already.
     *
     * @return {@link #OUT}, or how reluctantly: those of a lower grade are asked first
     */
    int grade(Unit unit);

    /**
     * When a unit could be asked that cannot only because it has not run for as long as its queues promise.
     *
     * @return null: it can be asked now, or other things are in the way
     */
    default @Nullable Instant ripe(Unit unit) {
        return null;
    }
}
