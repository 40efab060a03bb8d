package dev.kerf.sim.bound;

/**
 * How many GPUs can be allocated at most, and why.
 *
 * @param gpus no placement allocates more; holds even when not certified
 * @param certified no GPU pattern could improve the plan any more, and the plan reaches the bound
 * @param columns placements and GPU patterns in the last linear program
 * @param iterations linear programs solved
 */
public record BoundResult(double gpus, boolean certified, int columns, int iterations, Prices prices, Plan plan) {}
