package dev.kerf.core.plan;

import dev.kerf.core.place.Placer;
import dev.kerf.core.snapshot.Workspace;

/** All that can be chosen about how a cycle decides. */
@FunctionalInterface
public interface Policy {
    /** The placer that serves the tasks of one cycle over this workspace. */
    Placer placer(Workspace workspace, long seed);

    /** What a cycle may do to tasks that run. */
    default Conduct conduct() {
        return Conduct.USUAL;
    }
}
