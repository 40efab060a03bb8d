package dev.kerf.core.use;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * What was measured of a cluster, up to a moment. Whoever keeps it may fetch it when asked: a large one does not fit into
 * memory at once.
 */
public interface History {
    /** Up to when. */
    Instant asOf();

    /** What was measured of the pods of a workload, those that are gone among them; empty: nothing. */
    SortedMap<Seat, Map<Signal, Seen>> of(String namespace, String workload);

    /** What was measured of each GPU, whoever held it. */
    SortedMap<Gpu, Map<Signal, Seen>> gpus();

    /**
     * The GPUs of which one of these signals was above zero within the last so long, each with those that were. As a rule few
     * of many, and all that is read.
     */
    default SortedMap<Gpu, Map<Signal, Seen>> telling(Set<Signal> signals, Duration back) {
        return Telling.above(gpus(), signals, asOf().minus(back), asOf());
    }

    /** Up to when anything was told of each GPU, where that is within the last so long. */
    default SortedMap<Gpu, Instant> toldUntil(Duration back) {
        return Telling.until(gpus(), asOf().minus(back));
    }

    /** What was free of each node within the last so long, by the node's name; empty: nobody tells. */
    default SortedMap<String, Map<Signal, Seen>> nodes(Duration back) {
        return Collections.emptySortedMap();
    }

    /** What is wrong with the source itself. */
    List<Lack> lacks();

    /** How much of it can be believed, 0 to 1. */
    default double trust() {
        return Lack.trust(lacks());
    }
}
