package dev.kerf.kube.act;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.act.Proposal;
import dev.kerf.core.act.SizingPolicy;
import dev.kerf.core.act.SizingPolicy.Manner;
import dev.kerf.core.act.State;
import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Guard;
import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Cpu;
import dev.kerf.core.model.TaskId;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.TestNamespace;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Each guard of a living object, where it stops an action that nothing else stops: the object says so, and so does an event. */
@OnControlPlane
@ResourceLock(Workshop.OPEN_ACTIONS)
class GuardsAtTheObjectTest {
    private final Workshop shop;
    private final Action less;
    private final Action more;
    private final Action scale;

    GuardsAtTheObjectTest(ControlPlane plane, TestNamespace namespace) {
        this.shop = new Workshop(plane, namespace);
        this.less = new Action.Requests(shop.web(), new Cpu(500), null);
        this.more = new Action.Requests(shop.web(), new Cpu(2000), new Bytes(2L << 30));
        this.scale = new Action.Scale(shop.web(), 1);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private Application apply(Action action, SizingPolicy policy) {
        return shop.applying().apply(Workshop.proposal(action), List.of(policy), Workshop.NOW);
    }

    private void stops(Action action, String name, String sentence) {
        stops(action, shop.policy(), name, sentence);
    }

    private void stops(Action action, SizingPolicy policy, String name, String sentence) {
        Application application = apply(action, policy);
        List<Guard> failing =
                application.guards().stream().filter(guard -> !guard.passes()).toList();
        assertThat(failing).extracting(Guard::name).as(failing.toString()).contains(name);
        assertThat(failing)
                .filteredOn(guard -> guard.name().equals(name))
                .singleElement()
                .satisfies(guard -> assertThat(guard.message()).contains(sentence));
        assertThat(application.state().before() || application.state() == State.DISMISSED)
                .isTrue();
        assertThat(shop.asks("web-0", "cpu")).isEqualTo("1");
    }

    private void alone(Action action, String name, String sentence) {
        stops(action, name, sentence);
        assertThat(apply(action, shop.policy()).guards().stream().filter(guard -> !guard.passes()))
                .extracting(Guard::name)
                .containsExactly(name);
    }

    @Test
    void nothingStopsASoundAction() {
        assertThat(apply(less, shop.policy()).message()).contains("it is written");
    }

    @Test
    void whatStopsItIsWrittenOnTheObjectAndToldOnce() {
        shop.annotate(shop.web(""), Keys.PAUSE, "infinite");
        alone(less, "paused", "is paused until infinite");
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
        stops(less, "level-too-low", "the level is L1");
        assertThat(shop.deployment().annotation(Keys.GUARDS)).isEmpty();
        assertThat(shop.events()).isEmpty();
    }

    @Test
    void anOwnerCanOnlyLowerTheLevel() {
        shop.annotate(shop.web(""), Keys.LEVEL, "L4");
        stops(less, shop.policy().at(dev.kerf.core.act.Level.RECOMMEND), "level-too-low", "the level is L1");
        shop.annotate("/api/v1/namespaces/" + shop.namespace.name(), Keys.LEVEL, "maybe");
        stops(less, "level-too-low", "the level is L0");
    }

    @Test
    void protectedNamespace() {
        Action there = new Action.Requests(
                new dev.kerf.core.advise.Target.OfWorkload("kube-system", "Deployment/" + shop.node(), "main"),
                new Cpu(1),
                null);
        shop.create("/apis/apps/v1/namespaces/kube-system/deployments", """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s}
                spec:
                  selector: {matchLabels: {app: %1$s}}
                  template: {metadata: {labels: {app: %1$s}}, spec: {containers: [{name: main, image: none}]}}
                """.formatted(shop.node()));
        stops(there, "protected-namespace", "namespace kube-system is protected");
    }

    @Test
    void pausedByAPodOrTheNamespaceOrByWhatNobodyUnderstands() {
        shop.annotate(
                shop.pods() + "/web-1",
                Keys.PAUSE,
                Workshop.NOW.plus(Duration.ofDays(1)).toString());
        alone(less, "paused", "Pod " + shop.namespace.name() + "/web-1 is paused until ");
        shop.annotate(
                shop.pods() + "/web-1", Keys.PAUSE, Workshop.NOW.minusSeconds(1).toString());
        shop.annotate("/api/v1/namespaces/" + shop.namespace.name(), Keys.PAUSE, "tomorrow");
        alone(less, "paused", "“tomorrow”, which is neither a time such as");
    }

    @Test
    void containerSkipped() {
        shop.annotate(shop.web(""), Keys.SKIP, "sidecar, main");
        alone(less, "container-skipped", "has kerf.dev/skip-containers: sidecar,main");
    }

    @Test
    void ownerOptOut() {
        shop.annotate(shop.web(""), Keys.ADVICE, "no-R04");
        alone(less, "owner-opt-out", "says kerf.dev/advice: no-R04");
    }

    @Test
    void dismissed() {
        new People(shop.api(), new AuditLog(shop.audit))
                .dismiss(shop.web(), "R04-web", "it is a demo", Workshop.NOW.plusSeconds(60), "ann", Workshop.NOW);
        alone(less, "dismissed", "it is a demo");
        assertThat(apply(less, shop.policy()).state()).isEqualTo(State.DISMISSED);
    }

    @Test
    void notReady() {
        shop.ready("web-1", false);
        alone(less, "not-ready", "1 of 2 pods are ready, an action wants 2");
    }

    @Test
    void disruptionBudget() {
        shop.create("/apis/policy/v1/namespaces/" + shop.namespace.name() + "/poddisruptionbudgets", """
                apiVersion: policy/v1
                kind: PodDisruptionBudget
                metadata: {name: keep}
                spec: {minAvailable: 2, selector: {matchLabels: {app: web}}}
                """);
        shop.status("/apis/policy/v1/namespaces/" + shop.namespace.name() + "/poddisruptionbudgets/keep", """
                {"disruptionsAllowed": 1, "currentHealthy": 2, "desiredHealthy": 1, "expectedPods": 2, "observedGeneration": 1}
                """);
        alone(drain(), "disruption-budget", "keep lets 1 of these pods leave now, and 2 would");
    }

    private Action drain() {
        return new Action.Drain(
                shop.node(),
                List.of(new TaskId(shop.namespace.name(), "web-0"), new TaskId(shop.namespace.name(), "web-1")));
    }

    @Test
    void quotaExceeded() {
        shop.create("/api/v1/namespaces/" + shop.namespace.name() + "/resourcequotas", """
                {apiVersion: v1, kind: ResourceQuota, metadata: {name: team}, spec: {hard: {requests.cpu: "3"}}}
                """);
        shop.status("/api/v1/namespaces/" + shop.namespace.name() + "/resourcequotas/team", """
                {"hard": {"requests.cpu": "3"}, "used": {"requests.cpu": "2"}}
                """);
        alone(more, "quota-exceeded", "team lets 3 of requests.cpu be asked for, and it would be 4");
    }

    @Test
    void limitRangeViolated() {
        shop.create("/api/v1/namespaces/" + shop.namespace.name() + "/limitranges", """
                {apiVersion: v1, kind: LimitRange, metadata: {name: small}, spec: {limits: [{type: Container, max: {cpu: 1500m}}]}}
                """);
        alone(more, "limit-range-violated", "small lets at most 1500m of cpu be asked for, and 2 is");
    }

    @Test
    void noRoomWhereItStands() {
        alone(
                new Action.Requests(shop.web(), new Cpu(5000), null),
                "no-room-in-place",
                "has 8 of cpu, and 10 would be asked of it");
    }

    @Test
    void noRoomOnItsCard() {
        for (String pod : List.of("web-0", "web-1")) {
            shop.annotate(shop.pods() + "/" + pod, "kerf.dev/gpu-groups", "card");
            shop.annotate(shop.pods() + "/" + pod, "gpu-fraction", "0.4");
        }
        alone(new Action.Fraction(shop.web(), 600), "no-room-in-place", "card card would be held to 1.2 of itself");
    }

    @Test
    void managedByHpa() {
        shop.create("/apis/autoscaling/v2/namespaces/" + shop.namespace.name() + "/horizontalpodautoscalers", """
                apiVersion: autoscaling/v2
                kind: HorizontalPodAutoscaler
                metadata: {name: wide}
                spec:
                  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
                  maxReplicas: 5
                  metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}}]
                """);
        alone(less, "managed-by-hpa", "wide scales Deployment");
        stops(scale, "managed-by-hpa", "change it there");
        assertThat(apply(new Action.Requests(shop.web(), null, new Bytes(2L << 30)), shop.policy())
                        .message())
                .as("memory is nothing to it")
                .contains("it is written");
    }

    @Test
    void managedByVpa() {
        Foreign.serve(shop, "autoscaling.k8s.io", "v1", "VerticalPodAutoscaler");
        shop.create("/apis/autoscaling.k8s.io/v1/namespaces/" + shop.namespace.name() + "/verticalpodautoscalers", """
                apiVersion: autoscaling.k8s.io/v1
                kind: VerticalPodAutoscaler
                metadata: {name: tall}
                spec: {targetRef: {apiVersion: apps/v1, kind: Deployment, name: web}, updatePolicy: {updateMode: Auto}}
                """);
        alone(less, "managed-by-vpa", "tall sizes Deployment");
    }

    @Test
    void managedByKeda() {
        Foreign.serve(shop, "keda.sh", "v1alpha1", "ScaledObject");
        shop.create("/apis/keda.sh/v1alpha1/namespaces/" + shop.namespace.name() + "/scaledobjects", """
                {apiVersion: keda.sh/v1alpha1, kind: ScaledObject, metadata: {name: busy}, spec: {scaleTargetRef: {name: web}}}
                """);
        stops(scale, "managed-by-keda", "busy scales Deployment");
    }

    @Test
    void managedByGitops() {
        shop.annotate(shop.web(""), "argocd.argoproj.io/tracking-id", "shop:apps/Deployment:web");
        alone(less, "managed-by-gitops", "Argo CD applies Deployment");
    }

    @Test
    void managedByGitopsAsItsFieldsTell() {
        shop.merge(shop.web("?fieldManager=kustomize-controller"), "{\"metadata\": {\"labels\": {\"a\": \"b\"}}}");
        alone(less, "managed-by-gitops", "kustomize-controller applies Deployment");
    }

    @Test
    void managedByKarpenter() {
        shop.merge(
                "/api/v1/nodes/" + shop.node(), "{\"metadata\": {\"labels\": {\"karpenter.sh/nodepool\": \"gpus\"}}}");
        alone(drain(), "managed-by-karpenter", "in its pool gpus");
    }

    @Test
    void gangTogether() {
        for (String pod : List.of("web-0", "web-1", "crew-2")) {
            if (pod.equals("crew-2")) {
                shop.pod(pod, "crew", "");
            }
            shop.annotate(shop.pods() + "/" + pod, "pod-group-name", "crew");
        }
        alone(drain(), "gang-together", shop.namespace.name() + "/crew-2");
    }

    @Test
    void notInPlace() {
        alone(new Action.Gpus(shop.web(), 1), "not-in-place", "it wants a policy of mode Rollout");
    }

    @Test
    void dwellAfterTheLastChange() {
        shop.annotate(
                shop.web(""),
                Keys.CHANGED,
                Workshop.NOW.minus(Duration.ofHours(30)).toString());
        alone(less, "dwell", "changed 30 h ago");
        assertThat(apply(more, shop.policy()).message()).as("it grows").contains("it is written");
    }

    @Test
    void backingOff() {
        shop.annotate(
                shop.web(""),
                Keys.BACKOFF,
                Writer.text(java.util.Map.of(
                        "times", 1, "until", Workshop.NOW.plusSeconds(60).toString(), "reason", "pods fell over")));
        alone(less, "backing-off", "the last action was taken back (pods fell over)");
    }

    @Test
    void busyAndBlastRadius() {
        assertThat(apply(less, shop.policy()).state()).isEqualTo(State.VERIFYING);
        Application second = apply(more, shop.policy());
        assertThat(second.guards())
                .filteredOn(g -> !g.passes())
                .extracting(Guard::name)
                .contains("busy");
        shop.workload("api", "");
        shop.pod("api-0", "api", "");
        Action other = new Action.Requests(
                new dev.kerf.core.advise.Target.OfWorkload(shop.namespace.name(), "Deployment/api", "main"),
                new Cpu(500),
                null);
        SizingPolicy one = new SizingPolicy(
                shop.policy().name(),
                100,
                dev.kerf.core.act.Scope.ALL,
                dev.kerf.core.act.Level.CONTINUOUS,
                dev.kerf.core.act.Bounds.NONE,
                List.of(),
                new dev.kerf.core.act.Pace(100, 1),
                Manner.IN_PLACE,
                SizingPolicy.Terms.USUAL);
        Proposal proposal = Workshop.proposal(other);
        assertThat(shop.applying()
                        .apply(proposal, List.of(one), Workshop.NOW)
                        .stopped()
                        .orElseThrow()
                        .name())
                .isEqualTo("blast-radius");
        SizingPolicy hourly = new SizingPolicy(
                shop.policy().name(),
                100,
                dev.kerf.core.act.Scope.ALL,
                dev.kerf.core.act.Level.CONTINUOUS,
                dev.kerf.core.act.Bounds.NONE,
                List.of(),
                new dev.kerf.core.act.Pace(1, 100),
                Manner.IN_PLACE,
                SizingPolicy.Terms.USUAL);
        assertThat(shop.applying()
                        .apply(proposal, List.of(hourly), Workshop.NOW)
                        .stopped()
                        .orElseThrow()
                        .name())
                .as("another process reads in the audit log what was begun")
                .isEqualTo("blast-radius");
    }

    @Test
    void anOwnerIsToldBeforeWorkIsStoppedAndCanPutItOff() {
        Action stop = new Action.Scale(shop.web(), 0);
        alone(stop, "not-announced", "");
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
