package dev.kerf.sim.openb;

/**
 * One shuffle of a trace.
 *
 * @param seed     the published seed
 * @param arrivals positions in the pod list sorted by name, in the order the pods arrive
 * @param ranks    rank of each node in the node list sorted by serial; equal scores go to the smallest rank
 */
public record EventOrder(long seed, int[] arrivals, int[] ranks) {}
