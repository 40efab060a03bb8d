package dev.kerf.observe.series;

import dev.kerf.core.use.Gpu;
import dev.kerf.core.use.History;
import dev.kerf.core.use.Lack;
import dev.kerf.core.use.Seat;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A history that is in memory. */
public final class Gathered implements History {
    private final Instant asOf;
    private final Map<String, SortedMap<Seat, Map<Signal, Seen>>> workloads = new HashMap<>();
    private final SortedMap<Gpu, Map<Signal, Seen>> gpus;
    private final SortedMap<String, Map<Signal, Seen>> nodes;
    private final List<Lack> lacks;

    /** Of all that was measured. */
    public Gathered(
            Instant asOf,
            SortedMap<Seat, Map<Signal, Seen>> seats,
            SortedMap<Gpu, Map<Signal, Seen>> gpus,
            SortedMap<String, Map<Signal, Seen>> nodes,
            List<Lack> lacks) {
        this.asOf = asOf;
        this.gpus = Collections.unmodifiableSortedMap(new TreeMap<>(gpus));
        this.nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
        this.lacks = List.copyOf(lacks);
        seats.forEach((seat, seen) -> workloads
                .computeIfAbsent(seat.namespace() + "/" + seat.workload(), made -> new TreeMap<>())
                .put(seat, seen));
    }

    @Override
    public Instant asOf() {
        return asOf;
    }

    @Override
    public SortedMap<Seat, Map<Signal, Seen>> of(String namespace, String workload) {
        return Collections.unmodifiableSortedMap(
                workloads.getOrDefault(namespace + "/" + workload, Collections.emptySortedMap()));
    }

    @Override
    public SortedMap<Gpu, Map<Signal, Seen>> gpus() {
        return gpus;
    }

    @Override
    public SortedMap<String, Map<Signal, Seen>> nodes(Duration back) {
        return nodes;
    }

    @Override
    public List<Lack> lacks() {
        return lacks;
    }

    /** All that anything was measured of, {@code team/Deployment/web}. */
    public SortedSet<String> workloads() {
        return new TreeSet<>(workloads.keySet());
    }
}
