package dev.kerf.core.snapshot;

import dev.kerf.core.model.Gpus;

/**
 * Nodes of one shape: same GPUs, same CPU, same memory in whole GiB.
 *
 * @param index position among the snapshot's groups
 * @param nodes their numbers, ascending
 * @param gpus  the GPUs of each
 */
public record Group(int index, int[] nodes, Gpus gpus) {}
