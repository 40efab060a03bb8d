package dev.kerf.objects.terms;

import dev.kerf.core.model.PartId;
import dev.kerf.objects.read.Field;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pods in the order of their ranks, cut into pieces of one size, each of which stands close together (KAI's segments).
 *
 * @param size     pods of a segment, at least 1
 * @param topology how close together those of one stand
 */
public record Segments(int size, TopologyAsk topology) {
    private static final String KEY = "kai.scheduler/segment-";
    private static final int MOST = 100_000;
    private static final int LONGEST_RANK = 6;
    /** The labels that tell a pod's number among its like, the number among all workers first. */
    private static final List<String> RANKS = List.of(
            "training.kubeflow.org/replica-index",
            "batch.kubernetes.io/job-completion-index",
            "kueue.x-k8s.io/pod-group-pod-index",
            "leaderworkerset.sigs.k8s.io/worker-index",
            "apps.kubernetes.io/pod-index");

    /** What annotations say; null: nothing. */
    static @Nullable Segments read(Field annotations) {
        Field size = annotations.get(KEY + "size");
        if (!size.present()) {
            return null;
        }
        TopologyAsk topology = TopologyAsk.of(
                annotations.get("kai.scheduler/topology").text(),
                annotations.get(KEY + "topology-required-placement").text(),
                annotations.get(KEY + "topology-preferred-placement").text());
        return new Segments(size.integer(1, 1, MOST), topology);
    }

    /** The number of the segment that the pod is of, from 0; -1: its labels do not tell its rank. */
    public int number(Map<String, String> labels) {
        for (String key : RANKS) {
            String rank = labels.get(key);
            if (rank != null && rank.length() <= LONGEST_RANK && rank.matches("[0-9]+")) {
                return Integer.parseInt(rank) / size;
            }
        }
        return -1;
    }

    /** A segment of the part, by its number. */
    public PartId part(PartId of, int number) {
        return new PartId(of.namespace(), of.name() + "/segment-" + number);
    }
}
