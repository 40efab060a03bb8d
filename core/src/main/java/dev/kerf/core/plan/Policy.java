package dev.kerf.core.plan;

import dev.kerf.core.place.Placer;
import dev.kerf.core.snapshot.Workspace;

/** All that can be chosen about how a cycle decides. */
@FunctionalInterface
public interface Policy {
    /** The placer that serves the tasks of one cycle over this workspace. */
    Placer placer(Workspace workspace, long seed);

    /** What a cycle may do to tasks that run, and how it serves queues. */
    default Conduct conduct() {
        return Conduct.USUAL;
    }

    /** A policy that places like another one and conducts itself so. */
    static Policy of(Policy placing, Conduct conduct) {
        return new Policy() {
            @Override
            public Placer placer(Workspace workspace, long seed) {
                return placing.placer(workspace, seed);
            }

            @Override
            public Conduct conduct() {
                return conduct;
            }
        };
    }
}
