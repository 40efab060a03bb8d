package dev.kerf.server;

import dev.kerf.testbed.Await;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.TestNamespace;
import java.util.List;

/** What a kubelet would say of the reservations on its node, said by the test. */
record PlayedKubelet(ControlPlane plane, TestNamespace namespace) {
    /** A node that seems to run containers. */
    void node(int gpus) {
        String yaml = """
                apiVersion: v1
                kind: Node
                metadata: {name: %1$s-n, labels: {test: %1$s, nvidia.com/gpu.memory: "81920"}}
                status:
                  allocatable: {cpu: "64", memory: 512Gi, pods: "250", nvidia.com/gpu: "%2$d"}
                  capacity: {cpu: "64", memory: 512Gi, pods: "250", nvidia.com/gpu: "%2$d"}
                  nodeInfo: {containerRuntimeVersion: "containerd://2.2.1", architecture: "", bootID: "", kernelVersion: "", kubeProxyVersion: "", kubeletVersion: "", machineID: "", operatingSystem: "", osImage: "", systemUUID: ""}
                """.formatted(namespace.name(), gpus);
        plane.kubectl().reading(yaml).run("create", "-f", "-").text();
    }

    /** The reservations there are, by name. */
    List<String> reservations() {
        return reservations("*");
    }

    /** Those that the node has said nothing of. */
    List<String> waiting() {
        return reservations("?(@.status.phase==\"Pending\")");
    }

    private List<String> reservations(String which) {
        return plane.kubectl(
                        "-n",
                        SharedFleet.RESERVATIONS,
                        "get",
                        "pods",
                        "--ignore-not-found",
                        "-l",
                        "kerf.dev/scheduler=" + namespace.name(),
                        "-o",
                        "jsonpath={range .items[" + which + "]}{.metadata.name}{'\\n'}{end}")
                .out()
                .lines()
                .filter(name -> !name.isEmpty())
                .toList();
    }

    List<String> await(int count) {
        return Await.until(count + " reservations", this::reservations, names -> names.size() == count);
    }

    /** It runs and was given that GPU. */
    void runs(String reservation, String gpu) {
        patch(reservation, """
                {"status": {"phase": "Running", "containerStatuses": [{"name": "hold", "image": "i", "imageID": "i",
                 "ready": true, "restartCount": 1, "lastState": {"terminated": {"exitCode": 0, "message": "%s"}}}]}}
                """.formatted(gpu));
    }

    /** There was no GPU for it. */
    void refuses(String reservation) {
        patch(reservation, """
                {"status": {"phase": "Failed", "reason": "UnexpectedAdmissionError",
                 "message": "Allocate failed due to requested number of devices unavailable"}}
                """);
    }

    private void patch(String reservation, String status) {
        plane.kubectl(
                        "-n",
                        SharedFleet.RESERVATIONS,
                        "patch",
                        "pod",
                        reservation,
                        "--subresource=status",
                        "--type=merge",
                        "-p",
                        status)
                .text();
    }

    /** The containers of what is being deleted have ended. */
    void ends(String inNamespace, String pod) {
        plane.kubectl("-n", inNamespace, "delete", "pod", pod, "--force", "--ignore-not-found")
                .text();
    }

    boolean leaving(String inNamespace, String pod) {
        return !plane.kubectl("-n", inNamespace, "get", "pod", pod, "-o", "jsonpath={.metadata.deletionTimestamp}")
                .text()
                .isEmpty();
    }
}
