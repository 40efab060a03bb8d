package dev.kerf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.kube.api.Access;
import dev.kerf.server.Running;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.TestNamespace;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * {@code kerf why}, {@code nodes} and {@code report} on a real API server. One test after the other: they look at all pods of
 * Kerf, and some let one at them.
 */
@OnControlPlane
@Execution(ExecutionMode.SAME_THREAD)
class LiveLookTest {
    private static final String CONDITION = ".status.conditions[?(@.type==\"PodScheduled\")].message";

    private static Kerf on(Path kubeconfig, String... words) {
        String[] all = java.util.Arrays.copyOf(words, words.length + 2);
        all[words.length] = "--kubeconfig";
        all[words.length + 1] = kubeconfig.toString();
        return Kerf.run(all);
    }

    /** A node of two GPUs that only this test's pods select, and pods of so many GPUs. */
    private static void given(TestNamespace namespace, String scheduler, int... gpus) {
        namespace
                .plane()
                .kubectl()
                .reading("""
                apiVersion: v1
                kind: Node
                metadata: {name: %1$s-n, labels: {test: %1$s, nvidia.com/gpu.product: NVIDIA-L4}}
                status:
                  allocatable: {cpu: "8", memory: 32Gi, pods: "110", nvidia.com/gpu: "2"}
                  capacity: {cpu: "8", memory: 32Gi, pods: "110", nvidia.com/gpu: "2"}
                """.formatted(namespace.name()))
                .run("create", "-f", "-")
                .text();
        for (int i = 0; i < gpus.length; i++) {
            namespace
                    .plane()
                    .kubectl()
                    .reading("""
                    apiVersion: v1
                    kind: Pod
                    metadata: {name: p-%d}
                    spec:
                      schedulerName: %s
                      nodeSelector: {test: %s}
                      containers: [{name: main, image: none, resources: {limits: {nvidia.com/gpu: "%d"}}}]
                    """.formatted(i, scheduler, namespace.name(), gpus[i]))
                    .run("-n", namespace.name(), "create", "-f", "-")
                    .text();
        }
    }

    private static Running kerf(ControlPlane plane) {
        Running running = Running.on(new Access(plane.kubeconfig(), null), "kerf", line -> {});
        Thread.ofVirtual().start(() -> {
            try {
                running.run();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
        return running;
    }

    @Test
    void theSentenceIsThatOfTheConditionByteForByte(ControlPlane plane, TestNamespace namespace) {
        given(namespace, "kerf", 2, 1, 4);
        String before =
                on(plane.kubeconfig(), "why", "pod/p-2", "-n", namespace.name()).out();
        try (Running _ = kerf(plane)) {
            for (String pod : new String[] {"p-1", "p-2"}) {
                String told = namespace.await("pod/" + pod, CONDITION, m -> !m.isEmpty());
                Kerf why = on(plane.kubeconfig(), "why", "pod/" + pod, "-n", namespace.name());
                assertThat(why.out()).isEqualTo(told + "\n");
                assertThat(why.err()).isEmpty();
            }
            assertThat(before)
                    .as("it needs no Kerf to be there")
                    .isEqualTo(namespace.field("pod/p-2", CONDITION) + "\n");
        }
        assertThat(on(plane.kubeconfig(), "why", "p-0", "-n", namespace.name()).out())
                .isEqualTo("stands on " + namespace.name() + "-n\n");
        assertThat(on(plane.kubeconfig(), "why", "pod/p-1", "-n", namespace.name(), "-o", "json")
                        .out())
                .containsSubsequence(
                        "\"state\" : \"pending\"",
                        "\"fit\" : \"not-now\"",
                        "\"code\" : \"SHORT\"",
                        "\"change\" : \"leave\"",
                        "pod " + namespace.name() + "/p-0 has to leave");
    }

    @Test
    void theSentenceOfAPodGroupIsThatOfItsCondition(ControlPlane plane, TestNamespace namespace) {
        given(namespace, "kerf");
        String group = """
                apiVersion: scheduling.k8s.io/v1beta1
                kind: PodGroup
                metadata: {name: train}
                spec: {schedulingPolicy: {gang: {minCount: 3}}}
                """;
        String pods = java.util.stream.IntStream.rangeClosed(1, 3)
                .mapToObj(i -> """
                        ---
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: t-%d}
                        spec:
                          schedulerName: kerf
                          schedulingGroup: {podGroupName: train}
                          nodeSelector: {test: %s}
                          containers: [{name: main, image: none, resources: {limits: {nvidia.com/gpu: "1"}}}]
                        """.formatted(i, namespace.name()))
                .collect(java.util.stream.Collectors.joining());
        plane.kubectl()
                .reading(group + pods)
                .run("-n", namespace.name(), "create", "-f", "-")
                .text();
        String path = ".status.conditions[?(@.type==\"PodGroupInitiallyScheduled\")].message";
        try (Running _ = kerf(plane)) {
            String told = namespace.await("podgroup/train", path, m -> m.startsWith("needs room for 3 pods at once"));
            Kerf why = on(plane.kubeconfig(), "why", "podgroup/train", "-n", namespace.name());
            assertThat(why.out()).isEqualTo(told + "\n");
            assertThat(on(plane.kubeconfig(), "why", "pod/t-1", "-n", namespace.name())
                            .out())
                    .isEqualTo(told + "\n");
        }
    }

    @Test
    void aPodOfAnotherSchedulerIsLookedAtAsIfItWereOurs(ControlPlane plane, TestNamespace namespace) {
        given(namespace, "someone", 3);
        Kerf why = on(plane.kubeconfig(), "why", "pod/p-0", "-n", namespace.name());
        assertThat(why.out()).startsWith("needs 3 GPUs on one node; the largest has 2 GPUs");
        assertThat(why.err())
                .isEqualTo("kerf: pod " + namespace.name()
                        + "/p-0 is for scheduler someone; it is looked at as if it were Kerf's\n");
    }

    @Test
    void aGangOfAnotherSchedulerIsLookedAtAsIfItWereOurs(ControlPlane plane, TestNamespace namespace) {
        given(namespace, "someone", 3);
        namespace.apply("""
                        apiVersion: scheduling.k8s.io/v1beta1
                        kind: PodGroup
                        metadata: {name: train}
                        spec: {schedulingPolicy: {gang: {minCount: 1}}}
                        ---
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: t-0}
                        spec:
                          schedulerName: someone
                          schedulingGroup: {podGroupName: train}
                          nodeSelector: {test: %s}
                          containers: [{name: main, image: none, resources: {limits: {nvidia.com/gpu: "3"}}}]
                        """.formatted(namespace.name())).text();
        Kerf why = on(plane.kubeconfig(), "why", "podgroup/train", "-n", namespace.name());
        assertThat(why.out()).startsWith("needs 3 GPUs on one node; the largest has 2 GPUs");
        assertThat(why.err())
                .isEqualTo("kerf: PodGroup " + namespace.name()
                        + "/train is for scheduler someone; it is looked at as if it were Kerf's\n");
    }

    @Test
    void aPodThatIsNotThere(ControlPlane plane, TestNamespace namespace) {
        given(namespace, "kerf", 1);
        Kerf why = on(plane.kubeconfig(), "why", "pod/p-9", "-n", namespace.name());
        assertThat(why.code()).isEqualTo(2);
        assertThat(why.err()).contains("did you mean " + namespace.name() + "/p-0");
    }

    @Test
    void nodesAndReportOfALiveCluster(ControlPlane plane, TestNamespace namespace) {
        given(namespace, "kerf", 3, 1);
        assertThat(on(plane.kubeconfig(), "nodes", namespace.name() + "-n", "-o", "wide")
                        .out())
                .contains("[----|----]");
        Kerf report = on(plane.kubeconfig(), "report", "-n", namespace.name(), "-o", "json");
        assertThat(report.code()).isZero();
        assertThat(report.out())
                .containsSubsequence(
                        "\"pending\" : [",
                        "needs 3 GPUs on one node",
                        "\"would_place\" : [",
                        "Pod/p-1",
                        namespace.name() + "-n");
    }

    @Test
    void whoMayNotListIsToldWhichVerbAndResource(ControlPlane plane, TestNamespace namespace) {
        Path nobody = plane.asServiceAccount(namespace.name(), "nobody");
        Kerf nodes = on(nobody, "nodes");
        assertThat(nodes.code()).isEqualTo(3);
        assertThat(nodes.err()).startsWith("kerf: lacks the permission to list ");
        Kerf why = on(nobody, "why", "pod/p-0", "-n", namespace.name());
        assertThat(why.code()).isEqualTo(3);
        assertThat(why.err()).startsWith("kerf: lacks the permission to list pods (");
    }

    @Test
    void aContextThatIsNoneIsRefused(ControlPlane plane) {
        Kerf run = on(plane.kubeconfig(), "nodes", "--context", "moon");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("no context moon; it has ");
    }
}
