package dev.kerf.core.use;

import java.time.Instant;
import java.util.List;
import java.util.Map;
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

    /** What is wrong with the source itself. */
    List<Lack> lacks();

    /** How much of it can be believed, 0 to 1. */
    default double trust() {
        return Lack.trust(lacks());
    }
}
