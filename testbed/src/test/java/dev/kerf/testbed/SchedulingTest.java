package dev.kerf.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

@OnControlPlane({Option.SCHEDULER, Option.KWOK})
class SchedulingTest {
    private final ControlPlane plane;
    private final TestNamespace namespace;

    SchedulingTest(ControlPlane plane, TestNamespace namespace) {
        this.plane = plane;
        this.namespace = namespace;
    }

    @Test
    void aPlayedNodeIsReadyAndAPodIsBoundToItAndRuns() {
        addNode();
        Await.until("the node to be Ready", this::readiness, "True"::equals);
        namespace.apply(pod("alone", "")).text();
        namespace.await("pod/alone", ".status.phase", "Running"::equals);
        assertThat(namespace.field("pod/alone", ".spec.nodeName")).isEqualTo(node());
    }

    @Test
    void aGangWaitsForItsLastMember() {
        addNode();
        namespace.apply(GROUP).text();
        namespace.apply(pod("first", "schedulingGroup: {podGroupName: pair}")).text();
        namespace.apply(pod("alone", "")).text();
        namespace.await("pod/alone", ".spec.nodeName", node()::equals);
        assertThat(namespace.field("pod/first", ".spec.nodeName")).isEmpty();

        namespace.apply(pod("second", "schedulingGroup: {podGroupName: pair}")).text();
        for (String pod : new String[] {"pod/first", "pod/second"}) {
            namespace.await(pod, ".spec.nodeName", node()::equals);
        }
    }

    private static final String READY = "jsonpath={.status.conditions[?(@.type==\"Ready\")].status}";

    private static final String GROUP = """
            apiVersion: scheduling.k8s.io/v1beta1
            kind: PodGroup
            metadata: {name: pair}
            spec: {schedulingPolicy: {gang: {minCount: 2}}}
            """;

    private String readiness() {
        return plane.kubectl("get", "node", node(), "-o", READY).text();
    }

    private String node() {
        return "node-of-" + namespace.name();
    }

    private void addNode() {
        String name = node();
        plane.apply("""
                apiVersion: v1
                kind: Node
                metadata: {name: %s, labels: {type: kwok, only: %s}}
                """.formatted(name, name)).text();
        String amounts = "{\"cpu\":\"8\",\"memory\":\"32Gi\",\"pods\":\"110\",\"nvidia.com/gpu\":\"8\"}";
        String status = "{\"status\":{\"capacity\":%s,\"allocatable\":%s}}".formatted(amounts, amounts);
        plane.kubectl("patch", "node", name, "--subresource=status", "--type=merge", "-p", status)
                .text();
    }

    private String pod(String name, String group) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s}
                spec:
                  %s
                  nodeSelector: {only: %s}
                  containers: [{name: main, image: none, resources: {limits: {nvidia.com/gpu: 2}}}]
                """.formatted(name, group, node());
    }
}
