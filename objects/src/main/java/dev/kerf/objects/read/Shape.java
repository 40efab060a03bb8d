package dev.kerf.objects.read;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Which parts of an object are worth keeping. What is not is skipped while it is read: server bookkeeping, environment,
 * probes and the like make up most of a dump. A list has the shape of its items.
 */
final class Shape {
    static final Shape ALL = new Shape(Map.of());
    static final Shape NOTHING = new Shape(Map.of());
    private static final Shape CONTAINER = without(
            "env",
            "envFrom",
            "command",
            "args",
            "image",
            "imagePullPolicy",
            "volumeMounts",
            "volumeDevices",
            "livenessProbe",
            "readinessProbe",
            "startupProbe",
            "lifecycle",
            "securityContext",
            "terminationMessagePath",
            "terminationMessagePolicy");
    private static final Shape VOLUME =
            without("configMap", "secret", "projected", "downwardAPI", "hostPath", "emptyDir", "csi", "nfs");
    private static final Shape METADATA = without("managedFields", "selfLink", "generation")
            .and("annotations", without("kubectl.kubernetes.io/last-applied-configuration"));
    private static final Shape POD_SPEC = without(
                    "ephemeralContainers",
                    "securityContext",
                    "dnsConfig",
                    "hostAliases",
                    "imagePullSecrets",
                    "serviceAccount",
                    "serviceAccountName")
            .and("containers", CONTAINER)
            .and("initContainers", CONTAINER)
            .and("volumes", VOLUME);
    private static final Shape CONTAINER_STATUS = without(
            "state",
            "lastState",
            "image",
            "imageID",
            "containerID",
            "volumeMounts",
            "user",
            "allocatedResourcesStatus");
    /** By its last end a container tells something: that of a reservation which GPU it was given. */
    private static final Shape TELLING_STATUS =
            CONTAINER_STATUS.and("state", ALL).and("lastState", ALL);

    private static final Shape STATUS = without(
                    "images",
                    "volumesAttached",
                    "volumesInUse",
                    "addresses",
                    "daemonEndpoints",
                    "runtimeHandlers",
                    "podIPs",
                    "hostIPs",
                    "ephemeralContainerStatuses")
            .and("containerStatuses", TELLING_STATUS)
            .and("initContainerStatuses", CONTAINER_STATUS)
            .and("conditions", without("lastHeartbeatTime", "lastProbeTime", "lastUpdateTime"));
    /** A whole object of any kind. */
    static final Shape OBJECT = without("data", "binaryData", "stringData")
            .and("metadata", METADATA)
            .and("spec", POD_SPEC.except("jobTemplate", "versions").and("template", template()))
            .and("status", STATUS);

    private final Map<String, Shape> parts;

    private Shape(Map<String, Shape> parts) {
        this.parts = Map.copyOf(parts);
    }

    private static Shape template() {
        return ALL.and("metadata", METADATA).and("spec", POD_SPEC);
    }

    private static Shape without(String... keys) {
        return ALL.except(keys);
    }

    private Shape except(String... keys) {
        Map<String, Shape> more = new HashMap<>(parts);
        Arrays.stream(keys).forEach(key -> more.put(key, NOTHING));
        return new Shape(more);
    }

    private Shape and(String key, Shape part) {
        Map<String, Shape> more = new HashMap<>(parts);
        more.put(key, part);
        return new Shape(more);
    }

    Shape part(String key) {
        return parts.getOrDefault(key, ALL);
    }
}
