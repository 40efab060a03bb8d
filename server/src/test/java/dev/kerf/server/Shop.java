package dev.kerf.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.TestNamespace;
import java.util.Map;

/** Two pods of a Deployment in a namespace, each on half a GPU of a node of their own, ready. Nobody plays controllers. */
record Shop(ControlPlane plane, TestNamespace namespace) {
    private static final String POLICIES = "deploy/chart/kerf/crds/sizingpolicies.kerf.dev.yaml";

    static Shop in(ControlPlane plane) {
        Shop shop = new Shop(plane, plane.freshNamespace());
        String name = shop.namespace.name();
        plane.kubectl().reading("""
                apiVersion: v1
                kind: Node
                metadata: {name: node-%s}
                status: {allocatable: {cpu: "8", memory: 32Gi, pods: "110"}, capacity: {cpu: "8", memory: 32Gi, pods: "110"}}
                """.formatted(name)).run("create", "-f", "-").text();
        shop.namespace.apply("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec:
                  replicas: 2
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}, annotations: {gpu-fraction: "0.5"}}
                    spec: {containers: [{name: main, image: none}]}
                """).text();
        shop.pod("web-0");
        shop.pod("web-1");
        return shop;
    }

    static void policies(ControlPlane plane) {
        plane.kubectl("apply", "--server-side", "-f", System.getProperty("kerf.root", "..") + "/" + POLICIES)
                .text();
        plane.kubectl("wait", "--for=condition=Established", "crd/sizingpolicies.kerf.dev")
                .text();
    }

    /** What may be done in this namespace. */
    void policy(String spec) {
        plane.apply("""
                apiVersion: kerf.dev/v1alpha1
                kind: SizingPolicy
                metadata: {name: %1$s}
                spec: {scope: {namespaces: [%1$s]}, %2$s}
                """.formatted(namespace.name(), spec)).text();
    }

    private void pod(String name) {
        namespace.apply("""
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, labels: {app: web}, annotations: {gpu-fraction: "0.5", kerf.dev/gpu-groups: %s}}
                spec: {nodeName: node-%s, containers: [{name: main, image: none}]}
                """.formatted(name, name, namespace.name())).text();
        status(name, Map.of("Ready", "True"), 0);
    }

    /** As a kubelet tells it. */
    void status(String pod, Map<String, String> conditions, int restarts) {
        StringBuilder list = new StringBuilder();
        conditions.forEach((type, value) -> list.append("{\"type\":\"%s\",\"status\":\"%s\"}".formatted(type, value)));
        String patch = """
                {"status": {"phase": "Running", "conditions": [%s], "containerStatuses": [{"name": "main", "image": "none",
                  "imageID": "", "ready": true, "restartCount": %d, "lastState": {}}]}}
                """.formatted(list, restarts);
        assertThat(namespace
                        .kubectl("patch", "pod", pod, "--subresource=status", "--type=merge", "-p", patch)
                        .text())
                .isNotEmpty();
    }

    String fraction(String pod) {
        return namespace.field("pod/" + pod, ".metadata.annotations.gpu-fraction");
    }

    /** What stands on the Deployment under that key of Kerf's. */
    String said(String key) {
        return namespace.field("deployment/web", ".metadata.annotations.kerf\\.dev/" + key);
    }
}
