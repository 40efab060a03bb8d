package dev.kerf.objects.gang;

import java.util.Map;

/**
 * The object that makes a gang, as effects name it.
 *
 * @param apiVersion {@code scheduling.k8s.io/v1beta1}; empty where the list it came in did not say
 * @param kind       {@code PodGroup}
 * @param uid        empty where it was not read from a server
 * @param generation of what it asks
 * @param said       the message of its condition PodGroupInitiallyScheduled, whatever that says; empty: none
 * @param started    that condition is true
 */
public record GangObject(
        String apiVersion,
        String kind,
        String namespace,
        String name,
        String uid,
        long generation,
        String said,
        boolean started) {
    /** Whether it is Kubernetes' own PodGroup, which has conditions for what a scheduler says. */
    public boolean isPodGroup() {
        return kind.equals("PodGroup") && (apiVersion.isEmpty() || apiVersion.startsWith("scheduling.k8s.io/"));
    }

    /** {@code v1beta1}; empty where it was not told. */
    public String version() {
        return apiVersion.substring(apiVersion.indexOf('/') + 1);
    }

    /** As events name it. */
    public Map<String, Object> reference() {
        String version = apiVersion.isEmpty() ? "scheduling.k8s.io/v1beta1" : apiVersion;
        return Map.of("apiVersion", version, "kind", kind, "namespace", namespace, "name", name, "uid", uid);
    }
}
