package dev.kerf.observe.series;

import dev.kerf.core.use.Gpu;
import dev.kerf.core.use.Seat;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import dev.kerf.observe.prometheus.Range;
import java.util.Map;
import java.util.SortedMap;

/** What was measured over a range that does not go over midnight. */
public record Day(Range range, SortedMap<Seat, Map<Signal, Seen>> seats, SortedMap<Gpu, Map<Signal, Seen>> gpus) {}
