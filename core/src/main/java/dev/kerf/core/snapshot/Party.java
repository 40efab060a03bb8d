package dev.kerf.core.snapshot;

/**
 * Pending tasks that are served as one: the pending members of a gang, or one task that goes alone.
 *
 * @param index     position among the snapshot's parties
 * @param first     its first task; the others follow it
 * @param count     how many tasks it has
 * @param gang      by number; {@link Snapshot#ALONE}: it is one task that goes alone
 * @param queue     the queue it is charged to, by number; negative where none takes it
 * @param priority  the highest of its tasks
 * @param returning a gang that once ran as a whole and now has fewer members than it must: it is served before all others
 * @param nominated others were asked to leave for it, and the room is kept
 */
public record Party(
        int index, int first, int count, int gang, int queue, int priority, boolean returning, boolean nominated) {
    /** The number after its last task. */
    public int end() {
        return first + count;
    }

    public boolean alone() {
        return gang == Snapshot.ALONE;
    }
}
