package dev.kerf.core.victim;

import dev.kerf.core.account.Charges;
import dev.kerf.core.snapshot.Crew;
import dev.kerf.core.snapshot.Snapshot;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What asks for room.
 *
 * @param tasks  those that must start together, by number, the largest first; none of them stands
 * @param crew   the gang they are of; null: there is one task, and it goes alone or is all that is asked for
 * @param wanted the least they may come to be charged together, by column
 */
public record Ask(int[] tasks, @Nullable Crew crew, long[] wanted) {
    /** Whether any of them asks for MIG instances. */
    public boolean slices(Charges charges, Snapshot snapshot) {
        return Arrays.stream(tasks).map(snapshot::classOf).anyMatch(charges::asksSlices);
    }
}
