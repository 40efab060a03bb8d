package dev.kerf.core.model;

/**
 * A wish for nodes.
 *
 * @param weight 1 to 100
 * @param term   the nodes wished for
 */
public record Preference(int weight, NodeTerm term) {}
