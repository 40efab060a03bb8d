package dev.kerf.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.kube.api.Access;
import dev.kerf.testbed.Await;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.Own;
import dev.kerf.testbed.TestNamespace;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Kubernetes' own PodGroups on a real API server: all or nothing, told once, and few writes. */
@OnControlPlane
class GangsTest {
    private static final String CONDITION = ".status.conditions[?(@.type==\"PodGroupInitiallyScheduled\")]";
    private final List<String> said = new CopyOnWriteArrayList<>();

    private Running running(ControlPlane plane, TestNamespace namespace) {
        Running running = Running.on(new Access(plane.kubeconfig(), null), namespace.name(), said::add);
        Thread.ofVirtual().start(() -> {
            try {
                running.run();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
        return running;
    }

    private static String group(String name, int min) {
        return """
                apiVersion: scheduling.k8s.io/v1beta1
                kind: PodGroup
                metadata: {name: %s}
                spec: {schedulingPolicy: {gang: {minCount: %d}}}
                """.formatted(name, min);
    }

    private static String members(TestNamespace namespace, String group, int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(i -> """
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: %1$s-%2$d}
                        spec:
                          schedulerName: %3$s
                          schedulingGroup: {podGroupName: %1$s}
                          nodeSelector: {test: %3$s}
                          containers: [{name: main, image: none, resources: {limits: {nvidia.com/gpu: "1"}}}]
                        """.formatted(group, i, namespace.name()))
                .collect(Collectors.joining("---\n"));
    }

    @Test
    void aGangIsBoundAsAWholeAndItsConditionSaysSo(ControlPlane plane, TestNamespace namespace) {
        Fleet fleet = new Fleet(plane, namespace).nodes(2, "n", 2);
        try (Running _ = running(plane, namespace)) {
            namespace.apply(members(namespace, "train", 1, 2)).text();
            String podMessage = ".status.conditions[?(@.type==\"PodScheduled\")].message";
            namespace.await("pod/train-1", podMessage, "waits for its PodGroup/train, which is not there"::equals);
            namespace.apply(group("train", 4)).text();
            namespace.await(
                    "podgroup/train",
                    CONDITION + ".message",
                    "waits for 2 more pods of PodGroup/train, which starts with 4 at once and has 2"::equals);
            assertThat(namespace.field("podgroup/train", CONDITION + ".status")).isEqualTo("False");
            assertThat(fleet.bound()).isZero();
            namespace.apply(members(namespace, "train", 3, 4)).text();
            fleet.awaitBound(4);
            namespace.await("podgroup/train", CONDITION + ".status", "True"::equals);
            assertThat(namespace.field("podgroup/train", CONDITION + ".reason")).isEqualTo("Scheduled");
            assertThat(namespace.field("podgroup/train", CONDITION + ".message"))
                    .isEqualTo("starts with 4 pods on 2 nodes");
        }
    }

    @Test
    void aGangOnePodTooLargeIsHeldAndTheSinglePodIsBound(ControlPlane plane, TestNamespace namespace) {
        Fleet fleet = new Fleet(plane, namespace).nodes(1, "n", 4);
        namespace.apply(group("train", 4)).text();
        fleet.pods(1, "busy", 1);
        try (Running _ = running(plane, namespace)) {
            fleet.awaitBound(1);
            namespace.apply(members(namespace, "train", 1, 4)).text();
            String sentence =
                    "needs room for 4 pods at once; there is room for 3, and the next needs 1 GPU on one node;"
                            + " the most free is 0, among 1 node";
            namespace.await(
                    "podgroup/train",
                    CONDITION + ".message",
                    m -> m.startsWith(
                            "needs room for 4 pods at once; there is room for 3, and the next needs 1 GPU on one"));
            assertThat(namespace.field("podgroup/train", CONDITION + ".reason")).isEqualTo("Unschedulable");
            namespace.await(
                    "pod/train-1", ".status.conditions[0].message", m -> m.startsWith(sentence.substring(0, 60)));
            assertThat(fleet.bound()).isEqualTo(1);
            namespace
                    .kubectl("delete", "pod/busy-1", "--force", "--grace-period=0")
                    .text();
            fleet.awaitBound(4);
        }
    }

    @Test
    void twoGangsThatEachFitAloneNeverHoldHalf(ControlPlane plane, TestNamespace namespace) {
        Fleet fleet = new Fleet(plane, namespace).nodes(4, "n", 1);
        namespace.apply(group("blue", 3) + "---\n" + group("red", 3)).text();
        namespace
                .apply(members(namespace, "blue", 1, 2) + "---\n" + members(namespace, "red", 1, 2))
                .text();
        try (Running _ = running(plane, namespace)) {
            namespace
                    .apply(members(namespace, "red", 3, 3) + "---\n" + members(namespace, "blue", 3, 3))
                    .text();
            fleet.awaitBound(3);
            Await.until(
                    "both conditions",
                    () -> namespace.field("podgroup/red", CONDITION + ".status")
                            + namespace.field("podgroup/blue", CONDITION + ".status"),
                    s -> s.equals("TrueFalse") || s.equals("FalseTrue"));
            assertThat(fleet.bound()).isEqualTo(3);
        }
    }

    @Test
    void aGangPodCostsOneWriteAndTheGangTwo(@Own ControlPlane plane) {
        TestNamespace namespace = plane.freshNamespace();
        Fleet fleet = new Fleet(plane, namespace).nodes(4, "n", 8);
        try (Running running = running(plane, namespace)) {
            namespace.apply(group("train", 32)).text();
            namespace.apply(members(namespace, "train", 1, 32)).text();
            namespace.await("podgroup/train", CONDITION + ".status", "True"::equals);
            assertThat(fleet.bound()).isEqualTo(32);
            Await.until("all written", () -> running.scheduler().idle());
            assertThat(running.writes()).isBetween(33L, 34L);
            Await.until(
                    "the event", () -> namespace.kubectl("get", "events").text().contains("podgroup/train"));
        }
    }
}
