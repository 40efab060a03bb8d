package dev.kerf.core.share;

/**
 * An instance on a card.
 *
 * @param profile its size
 * @param start   the first of its memory slices
 */
public record MigInstance(MigProfile profile, int start) {
    /** Its memory slices, a bit each. */
    int slices() {
        return ((1 << profile.size()) - 1) << start;
    }

    /** Whether both cannot be at once: they want the same memory slice. */
    boolean overlaps(MigInstance other) {
        return (slices() & other.slices()) != 0;
    }

    /** {@code 3g.40gb@4}. */
    @Override
    public String toString() {
        return profile + "@" + start;
    }
}
