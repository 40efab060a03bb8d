package dev.kerf.core.account;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a queue is sure of, deserves and has at the end of a cycle, by resource in its smallest unit; GPUs in thousandths.
 *
 * @param queue     its name
 * @param guarantee of the resources that some queue speaks of
 * @param share     the same
 * @param used      the same; by what stands or is bound, and what is promised
 * @param pending   how many tasks charged to it or below it wait
 */
public record QueueState(
        String queue,
        SortedMap<String, Long> guarantee,
        SortedMap<String, Long> share,
        SortedMap<String, Long> used,
        int pending) {
    public QueueState {
        guarantee = Collections.unmodifiableSortedMap(new TreeMap<>(guarantee));
        share = Collections.unmodifiableSortedMap(new TreeMap<>(share));
        used = Collections.unmodifiableSortedMap(new TreeMap<>(used));
    }
}
