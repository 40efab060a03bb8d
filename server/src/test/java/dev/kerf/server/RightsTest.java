package dev.kerf.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.kube.api.Access;
import dev.kerf.testbed.Await;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.TestNamespace;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Kerf with less than it would want to be allowed: each lack is one sentence, and the rest goes on. */
@OnControlPlane
class RightsTest {
    private final List<String> said = new CopyOnWriteArrayList<>();

    private Running running(ControlPlane plane, TestNamespace namespace, String rules) {
        Access access = new Access(plane.asServiceAccount(namespace.name(), "kerf", rules), null);
        return SchedulesTest.begun(Running.on(access, namespace.name(), said::add));
    }

    private void says(String... words) {
        Await.until("the sentence", () -> said.stream()
                .anyMatch(s -> List.of(words).stream().allMatch(s::contains)));
    }

    @Test
    void bindsWhatItCanSeeAndSaysWhatIsMissing(ControlPlane plane, TestNamespace namespace) {
        Fleet fleet = new Fleet(plane, namespace).nodes(1, "n", 4).pods(2, "plain", 1);
        namespace.apply("""
                apiVersion: v1
                kind: Pod
                metadata: {name: with-data}
                spec:
                  schedulerName: %s
                  containers: [{name: main, image: none}]
                  volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]
                """.formatted(namespace.name())).text();
        String rules = """
                - {apiGroups: [""], resources: [nodes, pods], verbs: [list, watch]}
                - {apiGroups: [""], resources: [pods/binding], verbs: [create]}
                - {apiGroups: [""], resources: [pods/status], verbs: [patch]}
                """;
        try (Running _ = running(plane, namespace, rules)) {
            fleet.awaitBound(2);
            says("lacks the permission to list persistentvolumeclaims");
            says("lacks the permission to list namespaces");
            says("lacks the permission to create events (events.k8s.io): no events are written");
            says("lacks the permission to create pods/eviction: no pod can be evicted");
            String path = ".status.conditions[?(@.reason==\"Unschedulable\")].message";
            namespace.await(
                    "pod/with-data", path, s -> s.contains("Kerf lacks the permission to list PersistentVolumeClaims"));
            assertThat(said).as("each is said once").doesNotHaveDuplicates();
        }
    }

    @Test
    void withoutTheRightToBindItSaysSoOnceAndDoesNotInsist(ControlPlane plane, TestNamespace namespace) {
        new Fleet(plane, namespace).nodes(1, "n", 4).pods(3, "plain", 1);
        String rules = """
                - {apiGroups: [""], resources: [nodes, pods, namespaces, persistentvolumes, persistentvolumeclaims], verbs: [list, watch]}
                - {apiGroups: [scheduling.k8s.io, storage.k8s.io], resources: ["*"], verbs: [list, watch]}
                """;
        try (Running running = running(plane, namespace, rules)) {
            says("lacks the permission to create pods/binding: no pod can be bound");
            says("cannot bind pod");
            long cycles = running.scheduler().cycles();
            Await.until("more cycles", () -> running.scheduler().cycles() > cycles + 3);
            assertThat(said.stream().filter(s -> s.startsWith("cannot bind pod")))
                    .as("what is forbidden is said for one pod, not for each")
                    .hasSize(1);
        }
    }

    @Test
    void withoutTheRightToSeePodsItSaysSo(ControlPlane plane, TestNamespace namespace) {
        String rules = "- {apiGroups: [\"\"], resources: [nodes], verbs: [list, watch]}";
        try (Running running = running(plane, namespace, rules)) {
            says("lacks the permission to list pods", "grant it with the chart's ClusterRole");
            assertThat(running.scheduler().open()).isFalse();
        }
    }
}
