package dev.kerf.kube.schedule;

import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Task;
import dev.kerf.kube.effect.Evictions;
import dev.kerf.kube.effect.Notes;
import dev.kerf.objects.LiveCluster;
import dev.kerf.objects.LivePod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What Kerf has decided and the server does not show yet: who was asked to leave is leaving, and who was promised a node is
 * promised it. A plan's evictions and promises arrive one after the other; a cycle that saw half of them would ask others to
 * leave for the same room.
 */
final class UnderWay {
    /** What Kubernetes gives a pod that says nothing of it; the server tells the pod's own as soon as it shows it leaving. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final LiveCluster live;
    private final Evictions evictions;
    private final Notes notes;

    UnderWay(LiveCluster live, Evictions evictions, Notes notes) {
        this.live = live;
        this.evictions = evictions;
        this.notes = notes;
    }

    /** The cluster as it is when all of that has arrived. */
    Cluster in(Cluster cluster) {
        Map<String, Instant> leaving = evictions.underWay();
        Map<String, String> promises = notes.promises();
        if (leaving.isEmpty() && promises.isEmpty()) {
            return cluster;
        }
        List<Task> pending =
                cluster.pending().stream().map(task -> promised(task, promises)).toList();
        List<Placement> placed = leaving.isEmpty()
                ? cluster.placed()
                : cluster.placed().stream().map(p -> leaving(p, leaving)).toList();
        return cluster.withTasks(pending, placed);
    }

    private Task promised(Task task, Map<String, String> promises) {
        LivePod pod = live.pod(task.id());
        String node = pod == null ? null : promises.get(pod.uid());
        String wanted = node == null ? task.nominated() : node.isEmpty() ? null : node;
        return Objects.equals(wanted, task.nominated()) ? task : task.withNominated(wanted);
    }

    private Placement leaving(Placement placement, Map<String, Instant> leaving) {
        LivePod pod = placement.leaving() ? null : live.pod(placement.task().id());
        Instant since = pod == null ? null : leaving.get(pod.uid());
        return since == null ? placement : placement.withGoneBy(since.plus(GRACE));
    }
}
