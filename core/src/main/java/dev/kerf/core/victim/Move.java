package dev.kerf.core.victim;

/**
 * Where a task that leaves its node finds room.
 *
 * @param task    by number
 * @param node    by number
 * @param devices of that node, as bits
 */
public record Move(int task, int node, long devices) {}
