package dev.kerf.core.overview;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Pending tasks of one workload that would be placed.
 *
 * @param namespace of the tasks
 * @param workload  the owner a person knows
 * @param tasks     how many
 * @param gpus      they would hold, parts added up
 * @param nodes     how many of them on which node
 */
public record Going(String namespace, String workload, int tasks, double gpus, SortedMap<String, Integer> nodes) {
    public Going {
        nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
    }

    Going plus(Going other) {
        TreeMap<String, Integer> all = new TreeMap<>(nodes);
        other.nodes.forEach((node, count) -> all.merge(node, count, Integer::sum));
        return new Going(namespace, workload, tasks + other.tasks, gpus + other.gpus, all);
    }
}
