package dev.kerf.kube.act;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.act.Level;
import dev.kerf.core.act.Proposal;
import dev.kerf.core.act.State;
import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Target;
import dev.kerf.core.model.Cpu;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.TestNamespace;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Guards by which people keep Kerf's hands off an object, where each stops an action that nothing else stops. */
@OnControlPlane
@ResourceLock(Workshop.OPEN_ACTIONS)
class PeopleGuardsTest {
    private final Workshop shop;
    private final Stopping guards;

    PeopleGuardsTest(ControlPlane plane, TestNamespace namespace) {
        this.shop = new Workshop(plane, namespace);
        this.guards = new Stopping(shop);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void whatStopsItIsWrittenOnTheObjectAndToldOnce() {
        shop.annotate(shop.web(""), Keys.PAUSE, "infinite");
        guards.alone(guards.less(), "paused", "is paused until infinite");
        assertThat(shop.deployment().annotation(Keys.GUARDS))
                .contains("{\"name\":\"paused\",\"pass\":false,\"message\":\"Deployment ")
                .contains("{\"name\":\"blast-radius\",\"pass\":true,");
        assertThat(shop.events())
                .filteredOn(event -> event.startsWith("ActionStopped"))
                .singleElement()
                .asString()
                .contains("paused: ");
    }

    @Test
    void belowL2NothingIsWrittenOnTheObject() {
        shop.annotate(shop.web(""), Keys.LEVEL, "L1");
        guards.stops(guards.less(), "level-too-low", "the level is L1");
        assertThat(shop.deployment().annotation(Keys.GUARDS)).isEmpty();
        assertThat(shop.events()).isEmpty();
    }

    @Test
    void anOwnerCanOnlyLowerTheLevel() {
        shop.annotate(shop.web(""), Keys.LEVEL, "L4");
        guards.stops(guards.less(), shop.policy().at(Level.RECOMMEND), "level-too-low", "the level is L1");
        shop.annotate("/api/v1/namespaces/" + shop.namespace.name(), Keys.LEVEL, "maybe");
        guards.stops(guards.less(), "level-too-low", "the level is L0");
    }

    @Test
    void protectedNamespace() {
        Action there = new Action.Requests(
                new Target.OfWorkload("kube-system", "Deployment/" + shop.node(), "main"), new Cpu(1), null);
        shop.create("/apis/apps/v1/namespaces/kube-system/deployments", """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s}
                spec:
                  selector: {matchLabels: {app: %1$s}}
                  template: {metadata: {labels: {app: %1$s}}, spec: {containers: [{name: main, image: none}]}}
                """.formatted(shop.node()));
        guards.stops(there, "protected-namespace", "namespace kube-system is protected");
    }

    @Test
    void pausedByAPodOrTheNamespaceOrByWhatNobodyUnderstands() {
        shop.annotate(
                shop.pods() + "/web-1",
                Keys.PAUSE,
                Workshop.NOW.plus(Duration.ofDays(1)).toString());
        guards.alone(guards.less(), "paused", "Pod " + shop.namespace.name() + "/web-1 is paused until ");
        shop.annotate(
                shop.pods() + "/web-1", Keys.PAUSE, Workshop.NOW.minusSeconds(1).toString());
        shop.annotate("/api/v1/namespaces/" + shop.namespace.name(), Keys.PAUSE, "tomorrow");
        guards.alone(guards.less(), "paused", "“tomorrow”, which is neither a time such as");
    }

    @Test
    void containerSkipped() {
        shop.annotate(shop.web(""), Keys.SKIP, "sidecar, main");
        guards.alone(guards.less(), "container-skipped", "has kerf.dev/skip-containers: sidecar,main");
    }

    @Test
    void ownerOptOut() {
        shop.annotate(shop.web(""), Keys.ADVICE, "no-R04");
        guards.alone(guards.less(), "owner-opt-out", "says kerf.dev/advice: no-R04");
    }

    @Test
    void dismissed() {
        new People(shop.api(), new AuditLog(shop.audit))
                .dismiss(shop.web(), "R04-web", "it is a demo", Workshop.NOW.plusSeconds(60), "ann", Workshop.NOW);
        guards.alone(guards.less(), "dismissed", "it is a demo");
        assertThat(guards.apply(guards.less(), shop.policy()).state()).isEqualTo(State.DISMISSED);
    }

    @Test
    void anOwnerIsToldBeforeWorkIsStoppedAndCanPutItOff() {
        Action stop = new Action.Scale(shop.web(), 0);
        guards.alone(stop, "not-announced", "");
        assertThat(shop.deployment().annotation(Keys.ANNOUNCED)).contains("R04-web");
        assertThat(shop.events()).anyMatch(event -> event.startsWith("ReclaimAnnounced: Kerf is going to stop "));
        Applying later = shop.applying();
        Proposal proposal = new Proposal(
                "R04-web",
                stop,
                500L,
                true,
                1,
                Workshop.NOW.plus(Duration.ofHours(4)),
                Workshop.NOW.plus(Duration.ofDays(1)),
                List.of());
        new People(shop.api(), new AuditLog(shop.audit))
                .snooze(shop.web(), Workshop.NOW.plus(Duration.ofHours(8)), "ann", Workshop.NOW);
        Application snoozed = later.apply(proposal, List.of(shop.policy()), Workshop.NOW.plus(Duration.ofHours(4)));
        assertThat(snoozed.stopped().orElseThrow().name()).isEqualTo("snoozed");
        shop.annotate(shop.web(""), Keys.SNOOZE, "");
        assertThat(later.apply(proposal, List.of(shop.policy()), Workshop.NOW.plus(Duration.ofHours(4)))
                        .state())
                .isEqualTo(State.VERIFYING);
        assertThat(shop.deployment().root().at("spec", "replicas").text()).isEqualTo("0");
    }
}
