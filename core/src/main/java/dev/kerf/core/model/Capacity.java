package dev.kerf.core.model;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a node can give to pods in all (Kubernetes' allocatable), GPUs apart.
 *
 * @param cpu       processor time
 * @param memory    main memory
 * @param ephemeral ephemeral storage; {@link #UNSTATED} where the node says nothing about it
 * @param pods      how many pods the node takes
 * @param extended  other counted resources by name, in units
 */
public record Capacity(Cpu cpu, Bytes memory, Bytes ephemeral, long pods, SortedMap<String, Long> extended) {
    /** A node that does not state its ephemeral storage is not refused for it. */
    public static final Bytes UNSTATED = new Bytes(Long.MAX_VALUE / 4);

    public Capacity {
        extended = Collections.unmodifiableSortedMap(new TreeMap<>(extended));
    }

    public static Capacity of(Cpu cpu, Bytes memory, long pods) {
        return new Capacity(cpu, memory, UNSTATED, pods, new TreeMap<>());
    }
}
