package dev.kerf.kube.effect;

import dev.kerf.core.model.TaskId;
import dev.kerf.objects.gang.GangObject;

/** Where the server has what effects are about. */
final class Paths {
    private Paths() {}

    static String pod(TaskId pod) {
        return "/api/v1/namespaces/" + pod.namespace() + "/pods/" + pod.name();
    }

    static String events(String namespace) {
        return "/apis/events.k8s.io/v1/namespaces/" + namespace + "/events";
    }

    /** @param claim {@code NAMESPACE/NAME} */
    static String claim(String claim) {
        int slash = claim.indexOf('/');
        return "/api/v1/namespaces/" + claim.substring(0, slash) + "/persistentvolumeclaims/"
                + claim.substring(slash + 1);
    }

    static String volume(String volume) {
        return "/api/v1/persistentvolumes/" + volume;
    }

    /** The status of a queue. */
    static String queue(String name) {
        return "/apis/kerf.dev/v1alpha1/queues/" + name + "/status";
    }

    static String podGroup(GangObject group) {
        String version = group.version().isEmpty() ? "v1beta1" : group.version();
        return "/apis/scheduling.k8s.io/" + version + "/namespaces/" + group.namespace() + "/podgroups/" + group.name();
    }
}
