package dev.kerf.core.fit;

import dev.kerf.core.reason.Reason;

/**
 * One thing that can rule a node out for a class of tasks.
 *
 * <p>Filters stand in a fixed order. A node is ruled out by the first filter it fails; the last filter that any node
 * reaches is the binding one, and the sentence speaks of the nodes that fell there.
 */
interface Filter {
    /** Whether the node passes for the class. */
    boolean passes(int taskClass, int node);

    /** The reason where this filter is the binding one for the given nodes; {@code scope} names them in words. */
    Reason reason(int taskClass, int[] nodes, String scope);

    /** What befell the nodes that fell here, for the aside of a sentence: {@code tainted dedicated=infra}. */
    String aside(int taskClass, int[] nodes);

    /** Whether the node would fail even if it stood empty and uncordoned. */
    boolean lasting();
}
