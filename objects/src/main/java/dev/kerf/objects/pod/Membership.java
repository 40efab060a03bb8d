package dev.kerf.objects.pod;

import dev.kerf.objects.read.Field;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a pod tells which gang it is of: by the in-tree {@code schedulingGroup}; by the annotations and labels of KAI,
 * Volcano and the coscheduling plugin, which name a PodGroup of theirs; or by who made it and the labels its operator gave
 * it.
 */
public final class Membership {
    private static final String KUBEFLOW = "training.kubeflow.org/";
    private static final String LWS = "leaderworkerset.sigs.k8s.io/";
    private static final String JOBSET = "jobset.sigs.k8s.io/";
    private static final String ISVC = "serving.kserve.io/inferenceservice";
    private static final Set<String> TRAINING_JOBS =
            Set.of("PyTorchJob", "TFJob", "XGBoostJob", "JAXJob", "PaddleJob", "MPIJob");
    private final String podGroup;
    private final Map<String, String> annotations;

    private Membership(String podGroup, Map<String, String> annotations) {
        this.podGroup = podGroup;
        this.annotations = annotations;
    }

    /** What a pod, or the template of one, says of it. */
    public static Membership read(Field pod) {
        return new Membership(
                pod.at("spec", "schedulingGroup", "podGroupName").text(),
                pod.at("metadata", "annotations").texts());
    }

    /** The gang it is of; null: none. */
    public @Nullable Member of(String namespace, Map<String, String> labels, @Nullable OwnerRef owner) {
        if (!podGroup.isEmpty()) {
            return Member.stated(namespace, "PodGroup/" + podGroup, "");
        }
        Member foreign = foreign(namespace, labels);
        return foreign != null ? foreign : made(namespace, labels, owner);
    }

    private @Nullable Member foreign(String namespace, Map<String, String> labels) {
        String kai = annotations.get("pod-group-name");
        if (kai != null) {
            return Member.stated(
                    namespace,
                    "PodGroup.scheduling.run.ai/" + kai,
                    labels.getOrDefault("kai.scheduler/subgroup-name", ""));
        }
        String volcano = annotations.get("scheduling.k8s.io/group-name");
        if (volcano != null) {
            return Member.stated(
                    namespace,
                    "PodGroup.scheduling.volcano.sh/" + volcano,
                    annotations.getOrDefault("volcano.sh/task-spec", ""));
        }
        String plugin =
                labels.getOrDefault("scheduling.x-k8s.io/pod-group", labels.get("pod-group.scheduling.sigs.k8s.io"));
        return plugin == null ? null : Member.stated(namespace, "PodGroup.scheduling.x-k8s.io/" + plugin, "");
    }

    private static @Nullable Member made(String namespace, Map<String, String> labels, @Nullable OwnerRef owner) {
        Member labelled = labelled(namespace, labels);
        if (labelled != null || owner == null) {
            return labelled;
        }
        String object = owner.toString();
        if (TRAINING_JOBS.contains(owner.kind())) {
            return Member.made(namespace, object, "", role(labels));
        }
        return switch (owner.kind()) {
            case "RayCluster" -> Member.made(namespace, object, "", labels.getOrDefault("ray.io/group", ""));
            case "Job" -> job(namespace, labels, object);
            default -> null;
        };
    }

    /** The launcher of an MPIJob is made by a Job in between. */
    private static Member job(String namespace, Map<String, String> labels, String object) {
        String mpi = labels.get(KUBEFLOW + "job-name");
        return mpi != null && role(labels).equals("launcher")
                ? Member.made(namespace, "MPIJob/" + mpi, "", "launcher")
                : Member.made(namespace, object, "", "");
    }

    private static String role(Map<String, String> labels) {
        String type = labels.getOrDefault(KUBEFLOW + "replica-type", labels.get(KUBEFLOW + "job-role"));
        return type == null ? "" : type.toLowerCase(Locale.ROOT);
    }

    private static @Nullable Member labelled(String namespace, Map<String, String> labels) {
        String jobSet = labels.get(JOBSET + "jobset-name");
        if (jobSet != null) {
            String part =
                    labels.getOrDefault(JOBSET + "replicatedjob-name", "") + "-" + labels.get(JOBSET + "job-index");
            return Member.made(namespace, "JobSet/" + jobSet, "", part);
        }
        String set = labels.get(LWS + "name");
        if (set != null) {
            String part = "0".equals(labels.get(LWS + "worker-index")) ? "leader" : "workers";
            return Member.made(
                    namespace, "LeaderWorkerSet/" + set, labels.getOrDefault(LWS + "group-index", "0"), part);
        }
        String service = labels.get(ISVC);
        boolean predictor = labels.getOrDefault("component", "predictor").equals("predictor");
        if (service == null || !predictor) {
            return null;
        }
        String part = labels.getOrDefault("app", "").endsWith("-predictor-worker") ? "worker" : "head";
        return Member.made(namespace, "InferenceService/" + service, "", part);
    }
}
