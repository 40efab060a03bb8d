package dev.kerf.core.place;

import dev.kerf.core.snapshot.Workspace;

/** Places tasks of one workspace, one after the other. */
public interface Placer {
    /**
     * Places one pending task.
     *
     * @param task number in the workspace's snapshot
     * @return its node, or {@link Workspace#NOWHERE} where none fits, and then nothing has changed
     */
    int place(int task);
}
