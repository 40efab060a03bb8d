package dev.kerf.cli;

import dev.kerf.core.use.Gpu;
import dev.kerf.core.use.History;
import dev.kerf.core.use.Lack;
import dev.kerf.core.use.Seat;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A cluster whose past nobody asks about. */
record Unmeasured(Instant asOf) implements History {
    @Override
    public SortedMap<Seat, Map<Signal, Seen>> of(String namespace, String workload) {
        return new TreeMap<>();
    }

    @Override
    public SortedMap<Gpu, Map<Signal, Seen>> gpus() {
        return new TreeMap<>();
    }

    @Override
    public List<Lack> lacks() {
        return List.of();
    }
}
