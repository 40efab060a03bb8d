package dev.kerf.kube.effect;

import dev.kerf.core.model.TaskId;

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
}
