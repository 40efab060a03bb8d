package dev.kerf.core.size;

/**
 * The part of a GPU that follows a load.
 *
 * @param part  for the next hour, 0 to 1
 * @param basis what it is taken from
 * @param mean  what it would have been in the last week, in the mean
 */
public record Followed(double part, Following.Basis basis, double mean) {
    /** What satisfies both. */
    Followed and(Followed other) {
        Followed larger = part >= other.part ? this : other;
        return new Followed(larger.part, larger.basis, Math.max(mean, other.mean));
    }
}
