package dev.kerf.kube.act;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.act.State;
import dev.kerf.core.advise.Action;
import dev.kerf.core.model.TaskId;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.TestNamespace;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A node is emptied: cordoned, and its pods leave, or the cordon is taken back. */
@OnControlPlane
@ResourceLock(Workshop.OPEN_ACTIONS)
class EmptiedNodeTest {
    private final Workshop shop;
    private final Action drain;

    EmptiedNodeTest(ControlPlane plane, TestNamespace namespace) {
        this.shop = new Workshop(plane, namespace);
        this.drain = new Stopping(shop).drain();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void aNodeIsCordonedAndItsPodsLeave() {
        assertThat(shop.applying()
                        .apply(Workshop.proposal(drain), List.of(shop.policy()), Workshop.NOW)
                        .state())
                .isEqualTo(State.VERIFYING);
        assertThat(cordoned()).isTrue();
        assertThat(shop.pod("web-0").root().at("metadata", "deletionTimestamp").present())
                .isTrue();
        assertThat(shop.pod("web-1").root().at("metadata", "deletionTimestamp").present())
                .isTrue();
    }

    private boolean cordoned() {
        return shop.live(Place.node(shop.node()))
                .root()
                .at("spec", "unschedulable")
                .flag();
    }

    @Test
    void aBudgetThatForbidsItForTooLongTakesTheCordonBack() {
        assertThat(applyBlocked().state()).isEqualTo(State.APPLYING);
        assertThat(cordoned()).isTrue();
        Application back = shop.applying().tend(Workshop.NOW.plus(Course.PATIENCE)).stream()
                .filter(application -> application.object().equals("Node " + shop.node()))
                .findFirst()
                .orElseThrow();
        assertThat(back.state()).isEqualTo(State.ROLLED_BACK);
        assertThat(back.message()).contains("budget: The disruption budget keep");
        assertThat(cordoned()).isFalse();
    }

    /** The budget comes when nothing more looks at budgets. */
    private Application applyBlocked() {
        String path = "/apis/policy/v1/namespaces/" + shop.namespace.name() + "/poddisruptionbudgets";
        shop.create(path, """
                {apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: keep}, spec: {minAvailable: 2, selector: {matchLabels: {app: web}}}}
                """);
        shop.status(path + "/keep", """
                {"disruptionsAllowed": 2, "currentHealthy": 2, "desiredHealthy": 0, "expectedPods": 2, "observedGeneration": 7}
                """);
        Applying with = new Applying(
                shop.api(),
                new AuditLog(shop.audit) {
                    @Override
                    public synchronized void add(Instant at, String what, Map<String, Object> about) {
                        super.add(at, what, about);
                        if (what.equals("begins")) {
                            shop.status(path + "/keep", "{\"disruptionsAllowed\": 0, \"observedGeneration\": 7}");
                        }
                    }
                },
                Workshop.AT_ONCE);
        return with.apply(Workshop.proposal(drain), List.of(shop.policy()), Workshop.NOW);
    }

    /** A ReplicaSet of so many pods, of which those named are; nobody plays its controller. */
    private void replicaSet(int replicas, String... pods) {
        shop.create("/apis/apps/v1/namespaces/" + shop.namespace.name() + "/replicasets", """
                apiVersion: apps/v1
                kind: ReplicaSet
                metadata: {name: web-rs}
                spec:
                  replicas: %d
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec: {containers: [{name: main, image: none}]}
                """.formatted(replicas));
        String uid = shop.live(Place.of("ReplicaSet", shop.namespace.name(), "web-rs"))
                .uid();
        for (String pod : pods) {
            shop.merge(shop.pods() + "/" + pod, """
                    {"metadata": {"ownerReferences": [{"apiVersion": "apps/v1", "kind": "ReplicaSet", "name": "web-rs", "uid": "%s", "controller": true}]}}
                    """.formatted(uid));
        }
    }

    private State tended() {
        return shop.applying().tend(Workshop.NOW).stream()
                .filter(application -> application.object().equals("Node " + shop.node()))
                .map(Application::state)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aNodeThatSomeMoveAwayFromIsClosedUntilTheirSuccessorsStand() {
        replicaSet(2, "web-0", "web-1");
        Action move = new Action.Move(List.of(new TaskId(shop.namespace.name(), "web-0")));
        Application begun = shop.applying().apply(Workshop.proposal(move), List.of(shop.policy()), Workshop.NOW);
        assertThat(begun.state()).as(begun.message()).isEqualTo(State.APPLYING);
        assertThat(begun.message())
                .isEqualTo("it is waited for successors: 1 of 2 pods of ReplicaSet %s/web-rs stand somewhere"
                        .formatted(shop.namespace.name()));
        assertThat(cordoned()).isTrue();
        shop.pod("web-2", "web", "");
        assertThat(tended()).isEqualTo(State.VERIFYING);
        assertThat(cordoned()).isFalse();
        assertThat(shop.pod("web-1").root().at("metadata", "deletionTimestamp").present())
                .as("who was not to move")
                .isFalse();
    }

    @Test
    void aNodeThatAPersonClosedStaysClosed() {
        shop.merge("/api/v1/nodes/" + shop.node(), "{\"spec\": {\"unschedulable\": true}}");
        Action move = new Action.Move(List.of(new TaskId(shop.namespace.name(), "web-0")));
        assertThat(shop.applying()
                        .apply(Workshop.proposal(move), List.of(shop.policy()), Workshop.NOW)
                        .state())
                .isEqualTo(State.VERIFYING);
        assertThat(cordoned()).isTrue();
    }

    @Test
    void successorsThatFindNoPlaceForTooLongOpenTheNodeAgain() {
        replicaSet(3, "web-0", "web-1");
        Action move = new Action.Move(List.of(new TaskId(shop.namespace.name(), "web-0")));
        shop.applying().apply(Workshop.proposal(move), List.of(shop.policy()), Workshop.NOW);
        assertThat(cordoned()).isTrue();
        shop.applying().tend(Workshop.NOW.plus(Course.PATIENCE));
        assertThat(cordoned()).isFalse();
    }
}
