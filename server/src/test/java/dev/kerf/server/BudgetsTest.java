package dev.kerf.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.testbed.Await;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.TestNamespace;
import org.junit.jupiter.api.Test;

/**
 * A PodDisruptionBudget in the way of a pod of higher priority, on a real API server: it is kept, that is said, and the move
 * is made when the budget allows it. No controller reckons the budget here; its status is the test's to write.
 */
@OnControlPlane
class BudgetsTest {
    private static final String SENTENCE = ".status.conditions[?(@.type==\"PodScheduled\")].message";

    /** The only GPU of the only node is held by a pod that the budget guards. */
    private static void given(ControlPlane plane, TestNamespace namespace) {
        new Fleet(plane, namespace).nodes(1, "n", 1);
        namespace
                .apply(pod(namespace, "guarded", "nodeName: %s-n-1".formatted(namespace.name())))
                .text();
        String running =
                "{\"status\":{\"phase\":\"Running\",\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}}";
        patch(namespace, "pod", "guarded", true, running);
        namespace.apply("""
                apiVersion: policy/v1
                kind: PodDisruptionBudget
                metadata: {name: guard}
                spec: {minAvailable: 1, selector: {matchLabels: {app: guarded}}}
                """).text();
        reckoned(namespace, 1, 0);
    }

    private static String pod(TestNamespace namespace, String name, String more) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: %1$s, labels: {app: %1$s}}
                spec:
                  schedulerName: %2$s
                  %3$s
                  terminationGracePeriodSeconds: 0
                  nodeSelector: {test: %2$s}
                  containers: [{name: main, image: none, resources: {limits: {nvidia.com/gpu: "1"}}}]
                """.formatted(name, namespace.name(), more);
    }

    /** The budget's status, reckoned from the spec of that generation. */
    private static void reckoned(TestNamespace namespace, int generation, int allowed) {
        String status =
                "{\"status\":{\"observedGeneration\":%d,\"disruptionsAllowed\":%d,\"currentHealthy\":1,\"desiredHealthy\":1,\"expectedPods\":1}}";
        patch(namespace, "pdb", "guard", true, status.formatted(generation, allowed));
    }

    private static void patch(TestNamespace namespace, String kind, String name, boolean status, String patch) {
        String part = status ? "--subresource=status" : "--output=name";
        namespace
                .kubectl("patch", kind, name, part, "--type=merge", "-p", patch)
                .text();
    }

    private static void urgent(ControlPlane plane, TestNamespace namespace) {
        plane.apply("""
                apiVersion: scheduling.k8s.io/v1
                kind: PriorityClass
                metadata: {name: %s-urgent}
                value: 100
                """.formatted(namespace.name())).text();
        namespace
                .apply(pod(namespace, "urgent", "priorityClassName: %s-urgent".formatted(namespace.name())))
                .text();
    }

    @Test
    void aBudgetIsKeptAndTheMoveIsMadeWhenItAllows(ControlPlane plane, TestNamespace namespace) {
        given(plane, namespace);
        urgent(plane, namespace);
        try (Kerf _ = Kerf.on(plane, namespace.name(), sentence -> {})) {
            namespace.await(
                    "pod/urgent",
                    SENTENCE,
                    ("needs 1 GPU; PodDisruptionBudget %s/guard guards 1 pod that would have to leave and lets none leave now;"
                                            .formatted(namespace.name())
                                    + " change minAvailable or maxUnavailable there, or wait until room comes free")
                            ::equals);
            assertThat(namespace.field("pod/urgent", ".status.nominatedNodeName"))
                    .isEmpty();
            patch(namespace, "pdb", "guard", false, "{\"spec\":{\"minAvailable\":0}}");
            reckoned(namespace, 1, 1);
            Await.until(
                    "word of an eviction that the server refuses, since the budget is being reckoned anew",
                    () -> events(namespace, "EvictionBlocked"),
                    note -> note.startsWith("leaves for pod urgent, which has the higher priority")
                            && note.contains("; for now a disruption budget forbids it: "));
            namespace.await("pod/urgent", ".status.nominatedNodeName", (namespace.name() + "-n-1")::equals);
            assertThat(namespace.field("pod/urgent", SENTENCE))
                    .isEqualTo("goes to %s-n-1, GPU 0 as soon as those have left whose room it gets"
                            .formatted(namespace.name()));
            assertThat(namespace.field("pod/guarded", ".metadata.deletionTimestamp"))
                    .isEmpty();
            assertThat(namespace.field("pod/guarded", ".metadata.uid")).isNotEmpty();
            reckoned(namespace, 2, 1);
            namespace.await("pod/urgent", ".spec.nodeName", (namespace.name() + "-n-1")::equals);
            Await.until("its event", () -> events(namespace, "Evicted"), note -> !note.isEmpty());
        }
    }

    /** What the events of that reason say. */
    private static String events(TestNamespace namespace, String reason) {
        String notes = "jsonpath={range .items[?(@.reason==\"" + reason + "\")]}{.message}{\"\\n\"}{end}";
        return namespace.kubectl("get", "events", "-o", notes).text();
    }
}
