package dev.kerf.kube.act;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.act.SizingPolicy;
import dev.kerf.core.act.SizingPolicy.Manner;
import dev.kerf.core.act.State;
import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Guard;
import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Cpu;
import dev.kerf.core.size.Follow;
import dev.kerf.kube.api.Answer;
import dev.kerf.kube.api.Request;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.TestNamespace;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What actions write on a real server, and how each ends: done, or taken back to the values that were there. */
@OnControlPlane
@ResourceLock(Workshop.OPEN_ACTIONS)
class CourseTest {
    private static final Instant LATER = Workshop.NOW.plus(Duration.ofMinutes(31));
    private final Workshop shop;
    private final Applying applying;
    private final Action less;

    CourseTest(ControlPlane plane, TestNamespace namespace) {
        this.shop = new Workshop(plane, namespace);
        this.applying = shop.applying();
        this.less = new Action.Requests(shop.web(), new Cpu(500), new Bytes(2L << 30));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private Application apply(Action action, Manner manner) {
        return applying.apply(Workshop.proposal(action), List.of(shop.policy(manner)), Workshop.NOW);
    }

    /** What has become of this test's action; the plane is shared. */
    private Application tended(Instant now) {
        return applying.tend(now).stream()
                .filter(application -> application.object().contains(shop.namespace.name()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void podsAreResizedInPlaceAndItIsDoneWhenNothingBecameWorse() throws IOException {
        Application written = apply(less, Manner.IN_PLACE);
        assertThat(written.state()).as(written.toString()).isEqualTo(State.VERIFYING);
        assertThat(shop.asks("web-0", "cpu")).isEqualTo("500m");
        assertThat(shop.asks("web-1", "memory")).isEqualTo(Long.toString(2L << 30));
        assertThat(limit("web-0", "cpu")).isEqualTo("500m");
        assertThat(shop.deployment().labels()).containsEntry(Keys.ACTING, "true");
        assertThat(tended(LATER.minusSeconds(120)).state()).isEqualTo(State.VERIFYING);
        assertThat(tended(LATER).state()).isEqualTo(State.DONE);
        assertThat(shop.deployment().labels()).doesNotContainKey(Keys.ACTING);
        assertThat(shop.deployment().annotation(Keys.CHANGED)).isEqualTo(LATER.toString());
        assertThat(AuditLog.verify(shop.audit)).isEmpty();
    }

    private String limit(String pod, String resource) {
        return Amounts.container(shop.pod(pod).root(), "main")
                .at("resources", "limits")
                .get(resource)
                .text();
    }

    private void isAsItWas() {
        for (String pod : List.of("web-0", "web-1")) {
            assertThat(shop.asks(pod, "cpu")).isEqualTo("1");
            assertThat(shop.asks(pod, "memory")).isEqualTo("1Gi");
            assertThat(limit(pod, "memory")).isEqualTo("1Gi");
        }
        assertThat(shop.deployment().labels()).doesNotContainKey(Keys.ACTING);
    }

    @Test
    void aContainerThatIsKilledForItsMemoryTakesItBack() {
        apply(less, Manner.IN_PLACE);
        shop.restarts("web-1", 1, "OOMKilled");
        Application back = tended(Workshop.NOW.plusSeconds(60));
        assertThat(back.state()).isEqualTo(State.ROLLED_BACK);
        assertThat(back.message())
                .isEqualTo("a container of pod web-1 was ended since it used more memory than it may");
        isAsItWas();
        assertThat(shop.deployment().annotation(Keys.SIZE))
                .as("nothing is decided any more")
                .isEmpty();
        assertThat(shop.events())
                .anyMatch(event -> event.startsWith("ActionTakenBack: R04-web was taken back: a container"));
    }

    @Test
    void whatWasTakenBackOftenRestsLonger() {
        apply(less, Manner.IN_PLACE);
        shop.restarts("web-1", 1, "Error");
        assertThat(tended(Workshop.NOW).message()).isEqualTo("containers of pod web-1 were started anew 1 times");
        assertThat(shop.deployment().annotation(Keys.BACKOFF))
                .contains(Workshop.NOW.plus(Duration.ofHours(2)).toString());
        Instant next = Workshop.NOW.plus(Duration.ofHours(3));
        var again = new dev.kerf.core.act.Proposal(
                "R04-web", less, 500L, true, 1, next, next.plus(Duration.ofDays(1)), List.of());
        assertThat(applying.apply(again, List.of(shop.policy()), next).state()).isEqualTo(State.VERIFYING);
        shop.restarts("web-1", 2, "Error");
        assertThat(tended(next).state()).isEqualTo(State.ROLLED_BACK);
        assertThat(shop.deployment().annotation(Keys.BACKOFF))
                .contains(next.plus(Duration.ofHours(4)).toString());
    }

    @Test
    void podsThatDoNotBecomeReadyAgainTakeItBack() {
        apply(less, Manner.IN_PLACE);
        shop.ready("web-0", false);
        assertThat(tended(LATER).message()).isEqualTo("1 of 2 pods are ready, and 2 were before");
        isAsItWas();
    }

    @Test
    void aNodeThatCannotGiveItTakesItBack() {
        apply(new Action.Requests(shop.web(), new Cpu(2000), null), Manner.IN_PLACE);
        shop.status(shop.pods() + "/web-0", """
                {"conditions": [{"type": "Ready", "status": "True"},
                                {"type": "PodResizePending", "status": "True", "reason": "Infeasible"}]}
                """);
        assertThat(tended(Workshop.NOW).message())
                .isEqualTo("the node of pod web-0 says that it cannot give what was asked for");
        isAsItWas();
    }

    @Test
    void aRolloutChangesTheTemplateAndRemembersWhatWasThere() {
        assertThat(apply(less, Manner.ROLLOUT).state()).isEqualTo(State.VERIFYING);
        assertThat(template("cpu")).isEqualTo("500m");
        assertThat(shop.asks("web-0", "cpu"))
                .as("its controller makes the pods anew")
                .isEqualTo("1");
        assertThat(shop.deployment().annotation(Keys.ACTION))
                .contains("\"back\":")
                .contains("\"cpu\":\"1\"");
        assertThat(managers()).contains("kerf");
        shop.restarts("web-0", 3, "Error");
        assertThat(tended(Workshop.NOW).state()).isEqualTo(State.ROLLED_BACK);
        assertThat(template("cpu")).isEqualTo("1");
    }

    private String template(String resource) {
        return Amounts.container(Look.template(shop.deployment()), "main")
                .at("resources", "requests")
                .get(resource)
                .text();
    }

    private List<String> managers() {
        return shop.deployment().root().at("metadata", "managedFields").items().stream()
                .map(entry -> entry.get("manager").text())
                .toList();
    }

    @Test
    void thePartOfAGpuChangesInTheBooks() {
        for (String pod : List.of("web-0", "web-1")) {
            shop.merge(shop.pods() + "/" + pod, """
                    {"metadata": {"annotations": {"gpu-fraction": "0.5", "kerf.dev/gpu-portion": "0.5", "kerf.dev/gpu-groups": "card"}}}
                    """);
        }
        assertThat(apply(new Action.Fraction(shop.web(), 300), Manner.IN_PLACE).state())
                .isEqualTo(State.VERIFYING);
        assertThat(shop.pod("web-1").annotation("gpu-fraction")).isEqualTo("0.3");
        assertThat(shop.pod("web-1").annotation("kerf.dev/gpu-portion")).isEqualTo("0.3");
        shop.restarts("web-1", 1, "Error");
        assertThat(tended(Workshop.NOW).state()).isEqualTo(State.ROLLED_BACK);
        assertThat(shop.pod("web-1").annotation("kerf.dev/gpu-portion")).isEqualTo("0.5");
    }

    /** The card gives one of them what both are to have: the other is made anew with it by the admission. */
    @Test
    void whoHasNoRoomForItsPartIsMadeAnewElsewhere() {
        shareACard();
        Action more = new Action.Fraction(shop.web(), 600, false, true);
        Application came = applying.apply(
                Workshop.proposal(more), List.of(shop.policy(SizingPolicy.Terms.USUAL.admitting())), Workshop.NOW);
        assertThat(came.state()).as(came.toString()).isEqualTo(State.VERIFYING);
        assertThat(came.guards())
                .filteredOn(guard -> guard.name().equals("no-room-in-place"))
                .extracting(Guard::message)
                .containsExactly("card card would be held to 1.2 of itself: 1 pod of it would be made anew elsewhere");
        assertThat(leaves("web-0")).isTrue();
        assertThat(leaves("web-1")).isFalse();
        assertThat(shop.pod("web-1").annotation("kerf.dev/gpu-portion")).isEqualTo("0.6");
        assertThat(Decided.on(shop.deployment()))
                .isNotNull()
                .extracting(Decided::fraction)
                .isEqualTo("0.6");
    }

    private void shareACard() {
        for (String pod : List.of("web-0", "web-1")) {
            shop.merge(shop.pods() + "/" + pod, """
                    {"metadata": {"annotations": {"gpu-fraction": "0.4", "kerf.dev/gpu-portion": "0.4", "kerf.dev/gpu-groups": "card"}}}
                    """);
        }
    }

    private Application moves(SizingPolicy.Terms terms) {
        Action more = new Action.Fraction(shop.web(), 600, false, true);
        return applying.apply(Workshop.proposal(more), List.of(shop.policy(terms)), Workshop.NOW);
    }

    /** What was made anew with the larger part has found no place for it until the action is taken back. */
    @Test
    void whoFoundNoPlaceElsewhereWaitsForWhatItHad() {
        shareACard();
        moves(SizingPolicy.Terms.USUAL.admitting());
        shop.waiting("web-2", "web", "gpu-fraction: \"0.6\"");
        assertThat(tended(LATER).state()).isEqualTo(State.ROLLED_BACK);
        assertThat(shop.pod("web-2").annotation("gpu-fraction")).isEqualTo("0.4");
        assertThat(shop.pod("web-1").annotation("kerf.dev/gpu-portion")).isEqualTo("0.4");
        assertThat(Decided.on(shop.deployment())).isNull();
    }

    /** Nobody is asked to leave twice for a size that new pods are not given. */
    @Test
    void whoeverIsMadeAnewWithLessIsNotAskedAgain() {
        shareACard();
        moves(SizingPolicy.Terms.USUAL.admitting());
        shop.pod("web-2", "web", "gpu-fraction: \"0.4\", kerf.dev/gpu-portion: \"0.4\"");
        Application came = tended(Workshop.NOW);
        assertThat(came.state()).isEqualTo(State.ROLLED_BACK);
        assertThat(came.message()).contains("web-2 was made anew with 0.4 of a GPU and not with 0.6");
        assertThat(moves(SizingPolicy.Terms.USUAL.admitting()).guards())
                .filteredOn(guard -> !guard.passes())
                .extracting(Guard::name)
                .contains("backing-off");
    }

    @Test
    void withoutAPlanNobodyMakesWay() {
        shareACard();
        Action more = new Action.Fraction(shop.web(), 600, true, false);
        SizingPolicy.Terms terms = SizingPolicy.Terms.USUAL.admitting().following(new Follow(0.01));
        Application came = applying.apply(Workshop.proposal(more), List.of(shop.policy(terms)), Workshop.NOW);
        assertThat(came.guards())
                .filteredOn(guard -> !guard.passes())
                .extracting(Guard::name)
                .containsExactly("no-room-in-place");
        assertThat(leaves("web-0")).isFalse();
    }

    /** A restart that has nothing to do with it takes back what was given up, and not what was lacking. */
    @Test
    void whatWasLackingIsNotTakenBack() {
        for (String pod : List.of("web-0", "web-1")) {
            shop.merge(shop.pods() + "/" + pod, """
                    {"metadata": {"annotations": {"gpu-fraction": "0.2", "kerf.dev/gpu-portion": "0.2", "kerf.dev/gpu-groups": "card"}}}
                    """);
        }
        SizingPolicy follows = shop.policy(SizingPolicy.Terms.USUAL.admitting().following(new Follow(0.01)));
        Action more = new Action.Fraction(shop.web(), 400, true, false);
        shop.ready("web-1", false);
        Application begun = applying.apply(Workshop.proposal(more), List.of(follows), Workshop.NOW);
        assertThat(begun.state()).as("ready or not: " + begun).isEqualTo(State.VERIFYING);
        shop.restarts("web-1", 1, "Error");
        assertThat(tended(Workshop.NOW).state()).isEqualTo(State.VERIFYING);
        assertThat(tended(LATER).state()).isEqualTo(State.DONE);
        Action less = new Action.Fraction(shop.web(), 200, true, false);
        shop.ready("web-1", true);
        Instant hour = LATER.plus(Duration.ofHours(1));
        assertThat(applying.apply(Workshop.proposal(less, hour), List.of(follows), hour)
                        .state())
                .isEqualTo(State.VERIFYING);
        shop.restarts("web-1", 2, "Error");
        assertThat(tended(hour).state()).isEqualTo(State.ROLLED_BACK);
        assertThat(shop.pod("web-1").annotation("kerf.dev/gpu-portion")).isEqualTo("0.4");
        Action again = new Action.Fraction(shop.web(), 500, true, false);
        assertThat(applying.apply(Workshop.proposal(again, hour), List.of(follows), hour)
                        .state())
                .as("and who lacks something does not wait until that is forgotten")
                .isEqualTo(State.VERIFYING);
    }

    private boolean leaves(String pod) {
        return shop.pod(pod).root().at("metadata", "deletionTimestamp").present();
    }

    @Test
    void aJobIsSuspended() {
        String jobs = "/apis/batch/v1/namespaces/" + shop.namespace.name() + "/jobs";
        shop.create(jobs, """
                apiVersion: batch/v1
                kind: Job
                metadata:
                  name: train
                  annotations: {kerf.dev/reclaim-announced: '{"advice":"R04-web","at":"%s"}'}
                spec: {template: {spec: {restartPolicy: Never, containers: [{name: main, image: none}]}}}
                """.formatted(Workshop.NOW.minus(Duration.ofHours(5))));
        Action stop =
                new Action.Scale(new dev.kerf.core.advise.Target.OfWorkload(shop.namespace.name(), "Job/train"), 0);
        assertThat(apply(stop, Manner.IN_PLACE).state()).isEqualTo(State.VERIFYING);
        assertThat(shop.live(Place.of("Job", shop.namespace.name(), "train"))
                        .root()
                        .at("spec", "suspend")
                        .flag())
                .isTrue();
    }

    @Test
    void whatSomebodyElseChangesMeanwhileIsTheirs() {
        apply(less, Manner.IN_PLACE);
        Answer theirs = shop.api().ask(Request.strategicPatch(shop.pods() + "/web-0/resize", """
                {"spec": {"containers": [{"name": "main", "resources": {"requests": {"cpu": "300m"}, "limits": {"cpu": "300m"}}}]}}
                """.getBytes(
                        java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(theirs.ok()).as("" + theirs).isTrue();
        shop.restarts("web-1", 1, "Error");
        assertThat(tended(Workshop.NOW).state()).isEqualTo(State.ROLLED_BACK);
        assertThat(shop.asks("web-0", "cpu")).isEqualTo("300m");
        assertThat(shop.asks("web-1", "cpu")).isEqualTo("1");
    }
}
