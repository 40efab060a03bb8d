package dev.kerf.objects.advise;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a kind of workload keeps the template of its pods.
 *
 * @param apiVersion of the kind
 * @param path       to the template; empty: the object is the pod
 * @param fixed      the template of a living object cannot be changed: it has to be made anew
 */
record Template(String apiVersion, List<String> path, boolean fixed) {
    private static final List<String> USUAL = List.of("spec", "template");
    private static final Map<String, Template> KINDS = Map.ofEntries(
            Map.entry("Deployment", new Template("apps/v1", USUAL, false)),
            Map.entry("StatefulSet", new Template("apps/v1", USUAL, false)),
            Map.entry("DaemonSet", new Template("apps/v1", USUAL, false)),
            Map.entry("ReplicaSet", new Template("apps/v1", USUAL, false)),
            Map.entry("Notebook", new Template("kubeflow.org/v1", USUAL, false)),
            Map.entry("CronJob", new Template("batch/v1", List.of("spec", "jobTemplate", "spec", "template"), false)),
            Map.entry("Job", new Template("batch/v1", USUAL, true)),
            Map.entry("Pod", new Template("v1", List.of(), true)));

    /** Of a kind; null: not known. */
    static @Nullable Template of(String kind) {
        return KINDS.get(kind);
    }
}
