package dev.kerf.fakecluster.life;

/**
 * What a writer says beside the object.
 *
 * @param dryRun      nothing is kept
 * @param manager     who writes, for the ownership of fields
 * @param owned       the ownership is settled already
 * @param subresource through which is written; empty: the object itself
 */
public record Options(boolean dryRun, String manager, boolean owned, String subresource) {
    /** The server itself. */
    public static final Options OWN = new Options(false, "kerf-fakecluster", false, "");
}
