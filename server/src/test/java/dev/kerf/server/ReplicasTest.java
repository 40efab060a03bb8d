package dev.kerf.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.kube.api.Access;
import dev.kerf.testbed.Await;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.TestNamespace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two replicas: one writes, the other is ready to. */
@OnControlPlane
class ReplicasTest {
    private final List<Running> open = new ArrayList<>();

    private Running replica(ControlPlane plane, TestNamespace namespace) {
        Profile profile = new Profile(namespace.name(), new Election(namespace.name(), "kerf", Duration.ofSeconds(6)));
        Running running = Running.on(new Access(plane.kubeconfig(), null), profile, sentence -> {});
        open.add(running);
        return SchedulesTest.begun(running);
    }

    @AfterEach
    void close() {
        open.forEach(Running::close);
    }

    @Test
    void theOtherReplicaGoesOnWhereTheLeaderEnded(ControlPlane plane, TestNamespace namespace) {
        Fleet fleet = new Fleet(plane, namespace).nodes(1, "n", 8).pods(4, "first", 1);
        Running leader = replica(plane, namespace);
        Await.until("a leader", leader::leads);
        Running other = replica(plane, namespace);
        fleet.awaitBound(4);
        assertThat(other.leads()).isFalse();
        String before = fleet.placed();
        leader.close();
        fleet.pods(4, "second", 1);
        Await.until("the other to lead", other::leads);
        fleet.awaitBound(8);
        assertThat(fleet.placed()).startsWith(before);
    }
}
