package dev.kerf.core.model;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one task asks of its node, as Kubernetes counts it: containers and sidecars added, init containers by their
 * peak, pod overhead on top. The one place in the node's pod count that every task takes is not written here.
 *
 * @param cpu       processor time
 * @param memory    main memory
 * @param ephemeral ephemeral storage
 * @param extended  other counted resources by name (MIG instances among them), in units; no entry is zero
 * @param gpu       whole GPUs or parts of them
 */
public record Need(Cpu cpu, Bytes memory, Bytes ephemeral, SortedMap<String, Long> extended, GpuNeed gpu) {
    public Need {
        extended = Collections.unmodifiableSortedMap(new TreeMap<>(extended));
    }

    public static Need of(Cpu cpu, Bytes memory, GpuNeed gpu) {
        return new Need(cpu, memory, Bytes.ZERO, new TreeMap<>(), gpu);
    }

    public Need withGpu(GpuNeed other) {
        return new Need(cpu, memory, ephemeral, extended, other);
    }

    public Need withExtended(Map<String, Long> other) {
        return new Need(cpu, memory, ephemeral, new TreeMap<>(other), gpu);
    }
}
