package dev.kerf.observe.series;

import dev.kerf.core.use.Gpu;
import dev.kerf.core.use.Seat;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import dev.kerf.observe.prometheus.Range;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was measured over a range that does not go over midnight.
 *
 * @param nodes what was free of them, by name
 */
public record Day(
        Range range,
        SortedMap<Seat, Map<Signal, Seen>> seats,
        SortedMap<Gpu, Map<Signal, Seen>> gpus,
        SortedMap<String, Map<Signal, Seen>> nodes) {
    /** Where nothing is told of nodes. */
    public Day(Range range, SortedMap<Seat, Map<Signal, Seen>> seats, SortedMap<Gpu, Map<Signal, Seen>> gpus) {
        this(range, seats, gpus, new TreeMap<>());
    }

    /** With what was free of nodes. */
    Day with(SortedMap<String, Map<Signal, Seen>> free) {
        return new Day(range, seats, gpus, free);
    }
}
