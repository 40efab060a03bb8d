package dev.kerf.objects;

import dev.kerf.core.act.SizingPolicy;
import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.TaskId;
import dev.kerf.objects.read.Warning;
import dev.kerf.objects.share.QueueCondition;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A cluster as it was read, and what of the input is not in it.
 *
 * @param cluster  nodes, tasks, placements and queues
 * @param skipped  how many objects were not needed, by kind; pods with the reason in parentheses
 * @param warnings what was not taken as it stands, in the order it was found
 * @param absent   the pods that are not in the cluster, with the reason in a few words
 * @param queues   how each queue stands that there is an object of, by name
 * @param policies about the size of work
 */
public record ReadResult(
        Cluster cluster,
        SortedMap<String, Integer> skipped,
        List<Warning> warnings,
        Map<TaskId, String> absent,
        Map<String, QueueCondition> queues,
        List<SizingPolicy> policies) {
    public ReadResult {
        skipped = Collections.unmodifiableSortedMap(new TreeMap<>(skipped));
        warnings = List.copyOf(warnings);
        absent = Map.copyOf(absent);
        queues = Map.copyOf(queues);
        policies = List.copyOf(policies);
    }

    /** The same with other policies. */
    public ReadResult with(List<SizingPolicy> others) {
        return new ReadResult(cluster, skipped, warnings, absent, queues, others);
    }
}
