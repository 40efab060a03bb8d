package dev.kerf.objects.gang;

import dev.kerf.core.model.PartId;
import dev.kerf.objects.read.Item;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Objects that make gangs, and which they make. */
public final class GangReader {
    private static final String KUBEFLOW = "kubeflow.org";
    /** The kinds, and the API groups in which they are meant; an empty group stands for a list that did not say. */
    private static final Map<String, Set<String>> GROUPS = Map.ofEntries(
            Map.entry(
                    "PodGroup",
                    Set.of(
                            "",
                            "scheduling.k8s.io",
                            "scheduling.run.ai",
                            "scheduling.volcano.sh",
                            "scheduling.x-k8s.io",
                            "scheduling.sigs.k8s.io")),
            Map.entry("CompositePodGroup", Set.of("", "scheduling.k8s.io")),
            Map.entry("Job", Set.of("", "batch")),
            Map.entry("JobSet", Set.of("jobset.x-k8s.io")),
            Map.entry("LeaderWorkerSet", Set.of("leaderworkerset.x-k8s.io")),
            Map.entry("PyTorchJob", Set.of(KUBEFLOW)),
            Map.entry("TFJob", Set.of(KUBEFLOW)),
            Map.entry("XGBoostJob", Set.of(KUBEFLOW)),
            Map.entry("JAXJob", Set.of(KUBEFLOW)),
            Map.entry("PaddleJob", Set.of(KUBEFLOW)),
            Map.entry("MPIJob", Set.of(KUBEFLOW)),
            Map.entry("RayCluster", Set.of("ray.io")),
            Map.entry("InferenceService", Set.of("serving.kserve.io")));

    private GangReader() {}

    /** The kinds of objects that make gangs. */
    public static Set<String> kinds() {
        return new TreeSet<>(GROUPS.keySet());
    }

    /** Whether objects of the kind and group make gangs. */
    public static boolean reads(Item item) {
        Set<String> groups = GROUPS.get(item.kind());
        return groups != null && groups.contains(item.group());
    }

    /** {@code NAMESPACE/NAME} of the object that makes the gang of this name. */
    public static String key(PartId id) {
        return id.namespace() + "/" + id.name().substring(id.name().indexOf('/') + 1);
    }

    /** The gang the object makes; it must be one that {@link #reads} says yes to. */
    public static GangDraft read(Item item, String namespace) {
        return switch (item.kind()) {
            case "PodGroup" -> PodGroups.read(item, namespace);
            case "CompositePodGroup" -> PodGroups.composite(new GangForm(item, namespace, item.kind()));
            case "Job" -> Jobs.read(new GangForm(item, namespace, item.kind()));
            case "JobSet" -> Jobs.set(new GangForm(item, namespace, item.kind()));
            case "LeaderWorkerSet" -> Leaders.leaderWorkerSet(new GangForm(item, namespace, item.kind()));
            case "RayCluster" -> Leaders.rayCluster(new GangForm(item, namespace, item.kind()));
            case "InferenceService" -> Leaders.inferenceService(new GangForm(item, namespace, item.kind()));
            default -> TrainingJobs.read(new GangForm(item, namespace, item.kind()), item.kind());
        };
    }
}
