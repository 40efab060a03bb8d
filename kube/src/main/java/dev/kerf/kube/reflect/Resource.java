package dev.kerf.kube.reflect;

import java.util.List;

/**
 * A kind of object and where the server has it.
 *
 * @param kind {@code Pod}
 * @param path of all of them, {@code /api/v1/pods}
 */
public record Resource(String kind, String path) {
    /** What the scheduler looks at. */
    public static final List<Resource> SCHEDULING = List.of(
            new Resource("Namespace", "/api/v1/namespaces"),
            new Resource("PriorityClass", "/apis/scheduling.k8s.io/v1/priorityclasses"),
            new Resource("StorageClass", "/apis/storage.k8s.io/v1/storageclasses"),
            new Resource("PersistentVolume", "/api/v1/persistentvolumes"),
            new Resource("PodDisruptionBudget", "/apis/policy/v1/poddisruptionbudgets"),
            new Resource("PersistentVolumeClaim", "/api/v1/persistentvolumeclaims"),
            new Resource("Node", "/api/v1/nodes"),
            new Resource("Pod", "/api/v1/pods"));

    /** The plural by which permissions name it, {@code pods}. */
    public String plural() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The kind; where several groups have one of that name, with the group, {@code PodGroup.scheduling.run.ai}. */
    public String key() {
        String[] steps = path.split("/", -1);
        boolean foreign = kind.equals("Topology") || (kind.equals("PodGroup") && !steps[2].equals("scheduling.k8s.io"));
        return foreign ? kind + "." + steps[2] : kind;
    }
}
