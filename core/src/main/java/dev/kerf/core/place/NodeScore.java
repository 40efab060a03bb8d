package dev.kerf.core.place;

import dev.kerf.core.snapshot.Workspace;

/**
 * How well a node suits a class of tasks, and which of its devices to take. The answer may depend on the need of the
 * class, on the node's shape and on what the node has left, and on nothing else: that is what lets an index keep it
 * until the node changes.
 */
public interface NodeScore {
    /**
     * The node's score for one task of the class; higher is better, never negative.
     *
     * @param node has room for the task
     */
    int score(Workspace workspace, int taskClass, int node);

    /**
     * The devices one task of the class should take, as bits; 0 where it needs none.
     *
     * @param node has room for the task
     */
    long devices(Workspace workspace, int taskClass, int node);
}
