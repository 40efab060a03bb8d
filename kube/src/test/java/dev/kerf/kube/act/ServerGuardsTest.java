package dev.kerf.kube.act;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.act.SizingPolicy.Terms;
import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Target;
import dev.kerf.core.model.Cpu;
import dev.kerf.core.size.Follow;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.TestNamespace;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Guards about what a server would refuse, where each stops an action that nothing else stops. */
@OnControlPlane
@ResourceLock(Workshop.OPEN_ACTIONS)
class ServerGuardsTest {
    private final Workshop shop;
    private final Stopping guards;

    ServerGuardsTest(ControlPlane plane, TestNamespace namespace) {
        this.shop = new Workshop(plane, namespace);
        this.guards = new Stopping(shop);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void nothingStopsASoundAction() {
        assertThat(guards.apply(guards.less(), shop.policy()).message()).contains("it is written");
    }

    @Test
    void notReady() {
        shop.ready("web-1", false);
        guards.alone(guards.less(), "not-ready", "1 of 2 pods are ready, an action wants 2");
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
        guards.alone(guards.drain(), "disruption-budget", "keep lets 1 of these pods leave now, and 2 would");
    }

    @Test
    void quotaExceeded() {
        shop.create("/api/v1/namespaces/" + shop.namespace.name() + "/resourcequotas", """
                {apiVersion: v1, kind: ResourceQuota, metadata: {name: team}, spec: {hard: {requests.cpu: "3"}}}
                """);
        shop.status("/api/v1/namespaces/" + shop.namespace.name() + "/resourcequotas/team", """
                {"hard": {"requests.cpu": "3"}, "used": {"requests.cpu": "2"}}
                """);
        guards.alone(guards.more(), "quota-exceeded", "team lets 3 of requests.cpu be asked for, and it would be 4");
    }

    @Test
    void limitRangeViolated() {
        shop.create("/api/v1/namespaces/" + shop.namespace.name() + "/limitranges", """
                {apiVersion: v1, kind: LimitRange, metadata: {name: small}, spec: {limits: [{type: Container, max: {cpu: 1500m}}]}}
                """);
        guards.alone(guards.more(), "limit-range-violated", "small lets at most 1500m of cpu be asked for, and 2 is");
    }

    @Test
    void noRoomWhereItStands() {
        guards.alone(
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
        guards.alone(
                new Action.Fraction(shop.web(), 600), "no-room-in-place", "card card would be held to 1.2 of itself");
    }

    @Test
    void noWayBack() {
        for (String pod : List.of("web-0", "web-1")) {
            shop.annotate(shop.pods() + "/" + pod, "gpu-fraction", "0.4");
            shop.annotate(shop.pods() + "/" + pod, "kerf.dev/gpu-portion", "0.4");
        }
        Action hour = new Action.Fraction(shop.web(), 200, true, false);
        Terms follows = Terms.USUAL.following(new Follow(0.01));
        assertThat(stopping(hour, follows))
                .hasToString(
                        "no-way-back: what it gives up others may take, and its pods would not be made anew with more:"
                                + " that wants a policy with admission: true, and a Deployment, ReplicaSet or StatefulSet"
                                + " whose GPUs Kerf gives out");
        shop.create("/apis/policy/v1/namespaces/" + shop.namespace.name() + "/poddisruptionbudgets", """
                {apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: all},
                 spec: {minAvailable: 2, selector: {matchLabels: {app: web}}}}
                """);
        assertThat(stopping(hour, follows.admitting())).contains("no-way-back").contains("lets none of its pods leave");
    }

    private String stopping(Action action, Terms terms) {
        return guards.apply(action, shop.policy(terms))
                .stopped()
                .map(guard -> guard.name() + ": " + guard.message())
                .orElse("");
    }

    @Test
    void whoDoesNotWantToBeDisturbedMakesNoWay() {
        shop.annotate(shop.pods() + "/web-0", "karpenter.sh/do-not-disrupt", "true");
        for (String pod : List.of("web-0", "web-1")) {
            shop.annotate(shop.pods() + "/" + pod, "gpu-fraction", "0.4");
        }
        guards.stops(
                new Action.Fraction(shop.web(), 500, false, true),
                "managed-by-karpenter",
                "web-0 says karpenter.sh/do-not-disrupt");
    }

    @Test
    void gangTogether() {
        for (String pod : List.of("web-0", "web-1", "crew-2")) {
            if (pod.equals("crew-2")) {
                shop.pod(pod, "crew", "");
            }
            shop.annotate(shop.pods() + "/" + pod, "pod-group-name", "crew");
        }
        guards.alone(guards.drain(), "gang-together", shop.namespace.name() + "/crew-2");
    }

    @Test
    void notInPlace() {
        guards.alone(new Action.Gpus(shop.web(), 1), "not-in-place", "it wants a policy of mode Rollout");
    }

    @Test
    void aWholeGpuIsNoPartOfOneWhileItsPodRuns() {
        guards.alone(
                new Action.Fraction(shop.web(), 600),
                "not-in-place",
                "web-0 asks no part of a GPU that could be changed while it runs; it wants a policy of mode Rollout");
    }

    @Test
    void whatKerfDoesNotChangeIsForAPerson() {
        Action job = new Action.Gpus(new Target.OfWorkload(shop.namespace.name(), "PyTorchJob/train", "main"), 1);
        assertThat(guards.apply(job, shop.policy()).message()).startsWith("Kerf does not change such objects");
        Action gone = new Action.Gpus(new Target.OfWorkload(shop.namespace.name(), "Deployment/gone", "main"), 1);
        assertThat(guards.apply(gone, shop.policy()).message()).isEqualTo("what it is about is not there");
    }
}
