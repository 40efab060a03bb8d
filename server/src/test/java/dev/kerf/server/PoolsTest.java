package dev.kerf.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.kube.api.Access;
import dev.kerf.objects.Pool;
import dev.kerf.testbed.Await;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.TestNamespace;
import org.junit.jupiter.api.Test;

/** One scheduler for each pool of nodes, on one cluster, of one name. */
@OnControlPlane
class PoolsTest {
    private static Running shard(ControlPlane plane, TestNamespace namespace, String pool) {
        Profile profile = new Profile(namespace.name(), Pool.parse(pool), null);
        return SchedulesTest.begun(Running.on(new Access(plane.kubeconfig(), null), profile, sentence -> {}));
    }

    private static void pod(TestNamespace namespace, String name, String labels, String selector) {
        namespace.apply("""
                apiVersion: v1
                kind: Pod
                metadata: {name: %1$s, labels: {%2$s}}
                spec:
                  schedulerName: %3$s
                  nodeSelector: {test: %3$s%4$s}
                  containers: [{name: main, image: none, resources: {limits: {nvidia.com/gpu: "1"}}}]
                """.formatted(name, labels, namespace.name(), selector)).text();
    }

    @Test
    void eachSeesItsOwnNodesAndPodsAndNoPodIsBoundTwice(ControlPlane plane, TestNamespace namespace) {
        String key = "pool." + namespace.name();
        new Fleet(plane, namespace).nodes(1, "red", 4).nodes(1, "blue", 4).nodes(1, "rest", 2);
        plane.kubectl("label", "node", namespace.name() + "-red-1", key + "=red")
                .text();
        plane.kubectl("label", "node", namespace.name() + "-blue-1", key + "=blue")
                .text();
        for (int i = 0; i < 4; i++) {
            pod(namespace, "red-" + i, key + ": red", "");
            pod(namespace, "blue-" + i, "", ", " + key + ": blue");
        }
        pod(namespace, "rest-0", "", "");
        try (Ledger ledger = new Ledger(plane, namespace)) {
            bindsAll(plane, namespace, key, ledger);
            assertThat(ledger.pods()).allSatisfy(pod -> assertThat(pod.node())
                    .contains(pod.name().substring(0, pod.name().indexOf('-'))));
            ledger.boundOnce();
            ledger.holds();
        }
    }

    private static void bindsAll(ControlPlane plane, TestNamespace namespace, String key, Ledger ledger) {
        try (Running _ = shard(plane, namespace, key + "=red");
                Running _ = shard(plane, namespace, key + "=blue");
                Running _ = shard(plane, namespace, key + "=")) {
            Await.until("every pod bound", () -> ledger.pods().stream().allMatch(Ledger.Row::bound));
        }
    }
}
