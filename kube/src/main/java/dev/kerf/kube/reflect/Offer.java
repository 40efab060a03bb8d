package dev.kerf.kube.reflect;

import java.util.List;
import java.util.stream.Stream;

/**
 * A kind that a cluster may or may not serve.
 *
 * @param kind     {@code JobSet}
 * @param group    {@code jobset.x-k8s.io}
 * @param plural   {@code jobsets}
 * @param versions that are understood, the best first
 */
public record Offer(String kind, String group, String plural, List<String> versions) {
    private static final String KUBEFLOW = "kubeflow.org";
    private static final List<String> V1 = List.of("v1");

    /** The objects that make gangs. */
    public static final List<Offer> GANGS = List.of(
            new Offer("PodGroup", "scheduling.k8s.io", "podgroups", List.of("v1beta1", "v1alpha3", "v1alpha2")),
            new Offer("CompositePodGroup", "scheduling.k8s.io", "compositepodgroups", List.of("v1beta1", "v1alpha3")),
            new Offer("PodGroup", "scheduling.run.ai", "podgroups", List.of("v2alpha2")),
            new Offer("PodGroup", "scheduling.volcano.sh", "podgroups", List.of("v1beta1")),
            new Offer("PodGroup", "scheduling.x-k8s.io", "podgroups", List.of("v1alpha1")),
            new Offer("Job", "batch", "jobs", V1),
            new Offer("JobSet", "jobset.x-k8s.io", "jobsets", List.of("v1", "v1alpha2")),
            new Offer("LeaderWorkerSet", "leaderworkerset.x-k8s.io", "leaderworkersets", V1),
            new Offer("PyTorchJob", KUBEFLOW, "pytorchjobs", V1),
            new Offer("TFJob", KUBEFLOW, "tfjobs", V1),
            new Offer("XGBoostJob", KUBEFLOW, "xgboostjobs", V1),
            new Offer("JAXJob", KUBEFLOW, "jaxjobs", V1),
            new Offer("PaddleJob", KUBEFLOW, "paddlejobs", V1),
            new Offer("MPIJob", KUBEFLOW, "mpijobs", List.of("v2beta1", "v1")),
            new Offer("RayCluster", "ray.io", "rayclusters", List.of("v1", "v1alpha1")),
            new Offer("InferenceService", "serving.kserve.io", "inferenceservices", List.of("v1beta1")));

    /** The objects that say how the cluster is shared and built. */
    public static final List<Offer> SHARING = List.of(
            new Offer("Queue", "kerf.dev", "queues", List.of("v1alpha1")),
            new Offer("Topology", "kai.scheduler", "topologies", List.of("v1alpha1")),
            new Offer("Topology", "kueue.x-k8s.io", "topologies", List.of("v1beta2", "v1beta1", "v1alpha1")));

    /** All of these. */
    public static final List<Offer> ALL =
            Stream.concat(GANGS.stream(), SHARING.stream()).toList();

    /** The kind at a version. */
    Resource at(String version) {
        return new Resource(kind, "/apis/" + group + "/" + version + "/" + plural);
    }

    /** The name the kind goes by where kinds of one name are told apart. */
    public String key() {
        return at(versions.getFirst()).key();
    }
}
