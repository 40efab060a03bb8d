package dev.kerf.core.place;

import dev.kerf.core.snapshot.Workspace;
import java.util.BitSet;

/** Places tasks of one workspace, one after the other. */
public interface Placer {
    /**
     * Places one pending task.
     *
     * @param task number in the workspace's snapshot
     * @return its node, or {@link Workspace#NOWHERE} where none fits, and then nothing has changed
     */
    int place(int task);

    /**
     * Places one pending task on one of certain nodes.
     *
     * @param within the nodes, by number
     * @return its node, or {@link Workspace#NOWHERE} where none of them fits, and then nothing has changed
     */
    int place(int task, BitSet within);
}
