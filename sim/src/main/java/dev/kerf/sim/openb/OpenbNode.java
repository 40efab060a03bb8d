package dev.kerf.sim.openb;

import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Cpu;

/**
 * A line of the node list.
 *
 * @param sn     serial, unique
 * @param cpu    all of it
 * @param memory all of it
 * @param gpus   how many
 * @param model  of all its GPUs; empty without GPUs
 */
public record OpenbNode(String sn, Cpu cpu, Bytes memory, int gpus, String model) {}
