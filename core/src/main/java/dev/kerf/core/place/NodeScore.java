package dev.kerf.core.place;

import dev.kerf.core.snapshot.Group;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;

/**
 * How well a node suits a class of tasks, and which of its devices to take. The answer may depend on the need of the
 * class, on the node's shape and on what the node has left, and on nothing else: that is what lets an index keep it
 * until the node changes.
 */
public interface NodeScore {
    /** The score of a node that is out of the question. */
    double OUT = Double.NEGATIVE_INFINITY;

    /**
     * The node's score for one task of the class; higher is better.
     *
     * @param node has room for the task
     */
    double score(Workspace workspace, int taskClass, int node);

    /**
     * The devices one task of the class should take, as bits; 0 where it needs none.
     *
     * @param node has room for the task
     */
    long devices(Workspace workspace, int taskClass, int node);

    /** Whether the node has room for one task of the class in the way this score would place it. */
    default boolean hasRoom(Workspace workspace, int taskClass, int node) {
        return workspace.hasRoom(taskClass, node);
    }

    /**
     * Some of what scoring the node will read, whatever it says. Before many nodes are scored one after the other all are
     * glanced at: nothing waits for what is read here, so their lines of memory are fetched side by side.
     */
    default long glance(Workspace workspace, int node) {
        return workspace.glance(node);
    }

    /** Whether any node of the group may have room; where not, no node is looked at. */
    default boolean mayHaveRoom(Workspace workspace, int taskClass, Group group) {
        Snapshot snapshot = workspace.snapshot();
        return !snapshot.asksWhole(taskClass) || workspace.wholeFreeIn(group) >= snapshot.devicesAsked(taskClass);
    }

    /** Whether a node that is out of the question stays so while nothing leaves it. */
    default boolean outLasts() {
        return true;
    }
}
