package dev.kerf.core.overview;

import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Cpu;

/**
 * What the tasks of one workload hold.
 *
 * @param namespace of its tasks
 * @param workload  the owner a person knows
 * @param tasks     that stand
 * @param gpus      held, parts added up
 * @param cpu       asked
 * @param memory    asked
 */
public record Holding(String namespace, String workload, int tasks, double gpus, Cpu cpu, Bytes memory) {
    Holding plus(Holding other) {
        return new Holding(
                namespace,
                workload,
                tasks + other.tasks,
                gpus + other.gpus,
                cpu.plus(other.cpu),
                memory.plus(other.memory));
    }
}
