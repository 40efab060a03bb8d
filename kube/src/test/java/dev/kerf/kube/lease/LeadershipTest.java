package dev.kerf.kube.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.kube.api.Access;
import dev.kerf.kube.api.Api;
import dev.kerf.testbed.Await;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.Own;
import dev.kerf.testbed.Program;
import dev.kerf.testbed.TestNamespace;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The election on a real API server. */
@OnControlPlane
class LeadershipTest {
    private static final Duration HELD = Duration.ofSeconds(6);
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> open = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    private Leadership stands(String identity, java.nio.file.Path kubeconfig, String namespace) {
        Api api = Api.connect(new Access(kubeconfig, null));
        open.add(api);
        Leadership leadership = new Leadership(
                api,
                new LeaseTerms(
                        namespace,
                        "kerf",
                        identity,
                        HELD,
                        InstantSource.system(),
                        sentence -> said.add(identity + " " + sentence)));
        open.add(leadership);
        return leadership;
    }

    @Test
    void oneOfTwoLeadsAndTheOtherFollowsAtOnceWhenItGivesTheLeaseUp(ControlPlane plane, TestNamespace namespace) {
        Leadership first = stands("a", plane.kubeconfig(), namespace.name());
        Await.until("a leader", first);
        Leadership second = stands("b", plane.kubeconfig(), namespace.name());
        Await.until("the word of the other", () -> said.stream().anyMatch(s -> s.startsWith("b waits: a leads")));
        assertThat(second.getAsBoolean()).isFalse();
        long before = System.nanoTime();
        first.close();
        assertThat(first.getAsBoolean()).isFalse();
        Await.until("the other to lead", second);
        assertThat(second.since(before)).isFalse();
        assertThat(namespace.field("lease/kerf", ".spec.holderIdentity")).isEqualTo("b");
        assertThat(namespace.field("lease/kerf", ".spec.leaseTransitions")).isNotEqualTo("0");
    }

    @Test
    void whoeverFallsSilentIsFollowedWhenTheLeaseEnds(ControlPlane plane, TestNamespace namespace) {
        namespace.apply("""
                apiVersion: coordination.k8s.io/v1
                kind: Lease
                metadata: {name: kerf}
                spec:
                  holderIdentity: dead
                  leaseDurationSeconds: 1
                  acquireTime: "2026-01-01T00:00:00.000000Z"
                  renewTime: "2099-01-01T00:00:00.000000Z"
                  leaseTransitions: 7
                """).text();
        Leadership heir = stands("a", plane.kubeconfig(), namespace.name());
        Await.until("the heir to lead", heir);
        assertThat(said).anyMatch(s -> s.contains("waits: dead leads"));
        assertThat(namespace.field("lease/kerf", ".spec.leaseTransitions")).isEqualTo("8");
    }

    @Test
    void withoutAServerNobodyWritesAndTheSameOneGoesOn(@Own ControlPlane plane) {
        TestNamespace namespace = plane.freshNamespace();
        Leadership leader = stands("a", plane.kubeconfig(), namespace.name());
        Await.until("a leader", leader);
        long before = System.nanoTime();
        plane.kill(Program.APISERVER);
        Await.until("nobody to write", () -> !leader.getAsBoolean());
        plane.start(Program.APISERVER);
        Await.until("the leader to write again", leader);
        assertThat(leader.since(before))
                .as("nobody else wrote meanwhile, so nothing need be seen anew")
                .isTrue();
    }

    @Test
    void saysWhichPermissionIsMissing(ControlPlane plane, TestNamespace namespace) {
        Leadership powerless = stands("a", plane.asServiceAccount(namespace.name(), "nobody"), namespace.name());
        Await.until("the sentence", () -> !said.isEmpty());
        assertThat(said.getFirst()).contains("lacks the permission to get leases in namespace " + namespace.name());
        assertThat(powerless.getAsBoolean()).isFalse();
    }
}
