package dev.kerf.cli;

import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.TaskId;
import dev.kerf.objects.pod.PodReader;
import dev.kerf.objects.pod.SharingKeys;
import dev.kerf.observe.series.Holder;
import dev.kerf.observe.series.Owners;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a cluster itself says of its pods: who owns them, and who shares the card that a pod keeps for its group. */
final class ClusterOwners implements Owners {
    private final Map<TaskId, String> workloads = new HashMap<>();
    private final Map<String, List<Holder>> groups = new HashMap<>();
    private final Map<TaskId, String> keepers = new HashMap<>();

    private ClusterOwners() {}

    static ClusterOwners of(Cluster cluster) {
        ClusterOwners owners = new ClusterOwners();
        cluster.placed().forEach(owners::add);
        return owners;
    }

    private void add(Placement placement) {
        TaskId id = placement.task().id();
        workloads.put(id, placement.task().workload());
        String keeps = placement.task().labels().get(SharingKeys.GROUP);
        boolean goes = placement.task().ofItsNode() && keeps != null;
        if (goes || PodReader.isReservation(id.namespace(), id.name())) {
            keepers.put(id, keeps == null ? named(id) : keeps);
        } else if (placement.group() != null && isPart(placement.task().need().gpu())) {
            for (String group : placement.group().split(",")) {
                groups.computeIfAbsent(group, made -> new ArrayList<>()).add(new Holder(id.namespace(), id.name(), ""));
            }
        }
    }

    private static boolean isPart(GpuNeed need) {
        return need instanceof GpuNeed.Fraction || need instanceof GpuNeed.Memory;
    }

    /** The group that a reservation's name ends with; those that were tried after the first are numbered. */
    private static String named(TaskId id) {
        return id.name().substring(Math.min(id.name().length(), SharingKeys.RESERVATION_PREFIX.length()));
    }

    @Override
    public @Nullable String workload(String namespace, String pod) {
        return workloads.get(new TaskId(namespace, pod));
    }

    /** Those whose objects are not read are known by their names. */
    @Override
    public boolean reserves(String namespace, String pod) {
        return keepers.containsKey(new TaskId(namespace, pod))
                || PodReader.isReservation(namespace, pod)
                || !sharers(namespace, pod).isEmpty();
    }

    @Override
    public List<Holder> sharers(String namespace, String pod) {
        TaskId id = new TaskId(namespace, pod);
        @Nullable String known = keepers.get(id);
        if (known == null && !pod.startsWith(SharingKeys.RESERVATION_PREFIX)) {
            return List.of();
        }
        String group = known == null ? named(id) : known;
        List<Holder> numbered = groups.getOrDefault(group.replaceFirst("-[0-9]+$", ""), List.of());
        return groups.getOrDefault(group, numbered);
    }
}
