package dev.kerf.kube.act;

import dev.kerf.core.advise.Target;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where a server has an object.
 *
 * @param apiVersion of its kind, {@code apps/v1}
 * @param kind       {@code Deployment}
 * @param namespace  empty: it is in none
 * @param name       of the object
 */
record Place(String apiVersion, String kind, String namespace, String name) {
    private static final Map<String, String> VERSIONS = Map.of(
            "Deployment", "apps/v1",
            "StatefulSet", "apps/v1",
            "DaemonSet", "apps/v1",
            "ReplicaSet", "apps/v1",
            "Job", "batch/v1",
            "CronJob", "batch/v1",
            "Notebook", "kubeflow.org/v1",
            "Pod", "v1",
            "Node", "v1");

    /** Whether objects of that kind can be found. */
    static boolean knows(String kind) {
        return VERSIONS.containsKey(kind);
    }

    /** Of a workload whose kind is known. */
    static Place of(Target.OfWorkload target) {
        String workload = target.workload();
        int slash = workload.indexOf('/');
        return of(workload.substring(0, Math.max(0, slash)), target.namespace(), workload.substring(slash + 1));
    }

    static Place of(String kind, String namespace, String name) {
        return new Place(VERSIONS.getOrDefault(kind, "v1"), kind, namespace, name);
    }

    /** What {@link #path} has said. */
    static Place at(String path) {
        String[] parts = path.split("/");
        String plural = parts[parts.length - 2];
        int spaced = List.of(parts).indexOf("namespaces");
        String namespace = spaced > 0 ? parts[spaced + 1] : "";
        return VERSIONS.keySet().stream()
                .filter(kind -> plural(kind).equals(plural))
                .map(kind -> of(kind, namespace, parts[parts.length - 1]))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(path + " is of no kind that is known"));
    }

    /** Of its API; empty: the core group. */
    String group() {
        return apiVersion.substring(0, Math.max(0, apiVersion.indexOf('/')));
    }

    /** As rights name it, {@code deployments}. */
    String resource() {
        return plural(kind);
    }

    private static String plural(String kind) {
        return kind.toLowerCase(Locale.ROOT) + "s";
    }

    static Place namespace(String name) {
        return new Place("v1", "Namespace", "", name);
    }

    static Place node(String name) {
        return of("Node", "", name);
    }

    static Place pod(String namespace, String name) {
        return of("Pod", namespace, name);
    }

    /** Of all objects of the kind, wherever they are. */
    static String everywhere(String kind) {
        return new Place(VERSIONS.getOrDefault(kind, "v1"), kind, "", "").home();
    }

    String path() {
        return home() + "/" + name;
    }

    private String home() {
        String root = apiVersion.contains("/") ? "/apis/" + apiVersion : "/api/" + apiVersion;
        String in = namespace.isEmpty() ? "" : "/namespaces/" + namespace;
        return root + in + "/" + plural(kind);
    }

    /** {@code Deployment team/web}. */
    @Override
    public String toString() {
        return kind + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
    }
}
