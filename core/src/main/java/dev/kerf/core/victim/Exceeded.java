package dev.kerf.core.victim;

import dev.kerf.core.model.Budget;

/**
 * A disruption budget that is in the way.
 *
 * @param tasks that it covers and that would have to leave
 * @param left  how many it still lets go, less than those
 */
public record Exceeded(Budget budget, long tasks, long left) {}
