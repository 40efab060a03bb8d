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
}
