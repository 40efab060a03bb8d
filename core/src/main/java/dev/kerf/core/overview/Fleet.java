package dev.kerf.core.overview;

/**
 * The nodes with one model of GPU.
 *
 * @param model empty: the nodes without GPUs
 * @param nodes how many
 * @param gpus  on them
 * @param idle  of these
 */
public record Fleet(String model, int nodes, int gpus, Idle idle) {
    Fleet plus(Fleet other) {
        return new Fleet(model, nodes + other.nodes, gpus + other.gpus, idle.plus(other.idle));
    }
}
