package dev.kerf.server.same;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The kinds a case may be made of, and where a server has them. */
final class Kinds {
    /** In the order a server is to be given them. */
    static final List<String> ORDER = List.of(
            "Namespace",
            "PriorityClass",
            "RuntimeClass",
            "StorageClass",
            "PersistentVolume",
            "PersistentVolumeClaim",
            "Node",
            "Topology",
            "Queue",
            "CompositePodGroup",
            "PodGroup",
            "Pod",
            "PodDisruptionBudget");

    /** By kind, at the version that is looked at; {@code NS} stands for the namespace. */
    static final Map<String, String> PATHS = Map.ofEntries(
            Map.entry("Namespace", "/api/v1/namespaces"),
            Map.entry("PriorityClass", "/apis/scheduling.k8s.io/v1/priorityclasses"),
            Map.entry("RuntimeClass", "/apis/node.k8s.io/v1/runtimeclasses"),
            Map.entry("StorageClass", "/apis/storage.k8s.io/v1/storageclasses"),
            Map.entry("PersistentVolume", "/api/v1/persistentvolumes"),
            Map.entry("PersistentVolumeClaim", "/api/v1/namespaces/NS/persistentvolumeclaims"),
            Map.entry("Node", "/api/v1/nodes"),
            Map.entry("Topology", "/apis/kai.scheduler/v1alpha1/topologies"),
            Map.entry("Queue", "/apis/kerf.dev/v1alpha1/queues"),
            Map.entry("CompositePodGroup", "/apis/scheduling.k8s.io/v1alpha3/namespaces/NS/compositepodgroups"),
            Map.entry("PodGroup", "/apis/scheduling.k8s.io/v1beta1/namespaces/NS/podgroups"),
            Map.entry("Pod", "/api/v1/namespaces/NS/pods"),
            Map.entry("PodDisruptionBudget", "/apis/policy/v1/namespaces/NS/poddisruptionbudgets"));

    /** A kind of another scheduler's, as far as it is looked at. */
    static final String TOPOLOGY = """
            {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
             "metadata": {"name": "topologies.kai.scheduler"},
             "spec": {"group": "kai.scheduler", "scope": "Cluster",
                      "names": {"kind": "Topology", "plural": "topologies", "singular": "topology"},
                      "versions": [{"name": "v1alpha1", "served": true, "storage": true, "schema": {"openAPIV3Schema":
                        {"type": "object", "x-kubernetes-preserve-unknown-fields": true}}}]}}
            """;

    private static final Set<String> FROM_OUTSIDE = Set.of("Topology", "Queue", "CompositePodGroup", "PodGroup");

    private Kinds() {}

    /** Whether objects of that kind belong to no namespace. */
    static boolean ofCluster(String kind) {
        return !path(kind).contains("/NS/");
    }

    /** Whether a server may do without it. */
    static boolean mayBeMissing(String kind) {
        return FROM_OUTSIDE.contains(kind);
    }

    static String path(String kind) {
        return PATHS.getOrDefault(kind, "");
    }

    /** Of all objects of the kind. */
    static String everywhere(String kind) {
        return path(kind).replace("/namespaces/NS", "");
    }

    /** {@code scheduling.k8s.io/v1}. */
    static String version(String kind) {
        String[] parts = path(kind).split("/");
        return parts[1].equals("api") ? parts[2] : parts[2] + "/" + parts[3];
    }

    /** Where the objects are that are of the kind and stand in the same namespace as this one, at its own version. */
    static String home(Map<String, Object> object) {
        String kind = Tree.text(object, "kind");
        String namespace = Tree.text(Tree.at(object, "metadata"), "namespace");
        return path(kind)
                .replace(version(kind), Tree.text(object, "apiVersion"))
                .replace("NS", namespace);
    }
}
