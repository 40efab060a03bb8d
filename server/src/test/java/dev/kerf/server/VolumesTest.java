package dev.kerf.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.kube.api.Access;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.Option;
import dev.kerf.testbed.Own;
import dev.kerf.testbed.TestNamespace;
import org.junit.jupiter.api.Test;

/** Claims on a real API server with its own volume controller. */
@OnControlPlane
class VolumesTest {
    private static void nodes(ControlPlane plane) {
        for (String name : new String[] {"left", "right"}) {
            plane.apply("{apiVersion: v1, kind: Node, metadata: {name: %s, labels: {place: %s}}}".formatted(name, name))
                    .text();
            String status = "{\"status\":{\"allocatable\":{\"cpu\":\"4\",\"memory\":\"16Gi\",\"pods\":\"20\"},"
                    + "\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}}";
            plane.kubectl("patch", "node", name, "--subresource=status", "--type=merge", "-p", status)
                    .text();
        }
    }

    private static void storageClass(ControlPlane plane, String name, String provisioner) {
        plane.apply("""
                apiVersion: storage.k8s.io/v1
                kind: StorageClass
                metadata: {name: %s}
                provisioner: %s
                volumeBindingMode: WaitForFirstConsumer
                """.formatted(name, provisioner)).text();
    }

    private static void volume(ControlPlane plane, String name, String storageClass, String place, String more) {
        plane.apply("""
                apiVersion: v1
                kind: PersistentVolume
                metadata: {name: %s}
                spec:
                  capacity: {storage: 10Gi}
                  accessModes: [ReadWriteOnce]
                  storageClassName: %s
                  hostPath: {path: /none}
                  nodeAffinity:
                    required: {nodeSelectorTerms: [{matchExpressions: [{key: place, operator: In, values: [%s]}]}]}
                """.formatted(name, storageClass, place) + more).text();
    }

    private static void claimAndPod(TestNamespace namespace, String name, String storageClass) {
        namespace.apply("""
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: %1$s}
                spec: {storageClassName: %2$s, accessModes: [ReadWriteOnce], resources: {requests: {storage: 5Gi}}}
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: %1$s}
                spec:
                  schedulerName: kerf
                  containers: [{name: main, image: none, resources: {requests: {cpu: "1"}}}]
                  volumes: [{name: data, persistentVolumeClaim: {claimName: %1$s}}]
                """.formatted(name, storageClass)).text();
    }

    private static void isOn(TestNamespace namespace, String pod, String node) {
        namespace.await("pod/" + pod, ".spec.nodeName", node::equals);
        assertThat(namespace.field("pvc/" + pod, ".status.phase")).isEqualTo("Bound");
    }

    @Test
    void claimsAreBoundForTheNodeThatWasChosenBeforeTheirPodsAre(@Own(Option.CONTROLLERS) ControlPlane plane) {
        nodes(plane);
        TestNamespace namespace = plane.freshNamespace();
        try (Running _ = SchedulesTest.begun(Running.on(new Access(plane.kubeconfig(), null), "kerf", s -> {}))) {
            aLocalVolumeIsTaken(plane, namespace);
            aVolumeIsMadeForTheNode(plane, namespace);
            aClaimThatNobodyServesIsToldAndServedLater(plane, namespace);
        }
    }

    /** The only free volume is on the right; the volume controller ends what Kerf began. */
    private static void aLocalVolumeIsTaken(ControlPlane plane, TestNamespace namespace) {
        storageClass(plane, "local", "kubernetes.io/no-provisioner");
        volume(plane, "disk", "local", "right", "");
        claimAndPod(namespace, "local-data", "local");
        isOn(namespace, "local-data", "right");
        assertThat(namespace.field("pvc/local-data", ".spec.volumeName")).isEqualTo("disk");
    }

    /** Whoever makes volumes is told the node; the test makes one there. */
    private static void aVolumeIsMadeForTheNode(ControlPlane plane, TestNamespace namespace) {
        storageClass(plane, "made", "test.kerf/maker");
        claimAndPod(namespace, "made-data", "made");
        String selected = ".metadata.annotations.volume\\.kubernetes\\.io/selected-node";
        String node = namespace.await("pvc/made-data", selected, n -> !n.isEmpty());
        assertThat(namespace.field("pod/made-data", ".spec.nodeName"))
                .as("it waits for its volume")
                .isEmpty();
        String uid = namespace.field("pvc/made-data", ".metadata.uid");
        String claim =
                "  claimRef: {kind: PersistentVolumeClaim, apiVersion: v1, namespace: %s, name: made-data, uid: %s}\n"
                        .formatted(namespace.name(), uid);
        volume(plane, "made", "made", node, claim);
        isOn(namespace, "made-data", node);
    }

    private static void aClaimThatNobodyServesIsToldAndServedLater(ControlPlane plane, TestNamespace namespace) {
        claimAndPod(namespace, "late-data", "local");
        String path = ".status.conditions[?(@.reason==\"Unschedulable\")].message";
        namespace.await("pod/late-data", path, s -> s.contains("is free for it"));
        volume(plane, "late-disk", "local", "left", "");
        isOn(namespace, "late-data", "left");
    }
}
