package dev.kerf.kube.act;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.act.SizingPolicy;
import dev.kerf.core.advise.Action;
import dev.kerf.core.model.Bytes;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.TestNamespace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Guards about others who have the same object in hand, where each stops an action that nothing else stops. */
@OnControlPlane
@ResourceLock(Workshop.OPEN_ACTIONS)
class OtherHandsTest {
    private final Workshop shop;
    private final Stopping guards;

    OtherHandsTest(ControlPlane plane, TestNamespace namespace) {
        this.shop = new Workshop(plane, namespace);
        this.guards = new Stopping(shop);
    }

    @AfterEach
    void close() {
        shop.close();
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
        guards.alone(guards.less(), "managed-by-hpa", "wide scales Deployment");
        guards.stops(guards.scale(), "managed-by-hpa", "change it there");
        assertThat(guards.apply(new Action.Requests(shop.web(), null, new Bytes(2L << 30)), shop.policy())
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
        guards.alone(guards.less(), "managed-by-vpa", "tall sizes Deployment");
    }

    @Test
    void managedByKeda() {
        Foreign.serve(shop, "keda.sh", "v1alpha1", "ScaledObject");
        shop.create("/apis/keda.sh/v1alpha1/namespaces/" + shop.namespace.name() + "/scaledobjects", """
                {apiVersion: keda.sh/v1alpha1, kind: ScaledObject, metadata: {name: busy}, spec: {scaleTargetRef: {name: web}}}
                """);
        guards.stops(guards.scale(), "managed-by-keda", "busy scales Deployment");
    }

    @Test
    void managedByGitops() {
        shop.annotate(shop.web(""), "argocd.argoproj.io/tracking-id", "shop:apps/Deployment:web");
        guards.alone(guards.less(), "managed-by-gitops", "Argo CD applies Deployment");
    }

    @Test
    void whatSomebodyAppliesIsLeftAloneWherePodsGetTheirSizeWhenTheyAreMade() {
        shop.annotate(shop.web(""), "argocd.argoproj.io/tracking-id", "shop:apps/Deployment:web");
        assertThat(guards.apply(guards.less(), shop.policy(SizingPolicy.Terms.USUAL.admitting()))
                        .message())
                .contains("it is written");
        assertThat(shop.asks("web-0", "cpu")).isEqualTo("500m");
        assertThat(Amounts.container(Look.template(shop.deployment()), "main")
                        .at("resources", "requests", "cpu")
                        .text())
                .isEqualTo("1");
        assertThat(shop.deployment().annotation(Keys.SIZE))
                .isEqualTo("{\"advice\":\"R04-web\",\"fraction\":\"\",\"containers\":{\"main\":{\"cpu\":\"500m\"}}}");
        assertThat(guards.apply(guards.scale(), shop.policy(SizingPolicy.Terms.USUAL.admitting()))
                        .guards())
                .anyMatch(guard -> guard.name().equals("managed-by-gitops") && !guard.passes());
    }

    @Test
    void managedByGitopsAsItsFieldsTell() {
        shop.merge(shop.web("?fieldManager=kustomize-controller"), "{\"metadata\": {\"labels\": {\"a\": \"b\"}}}");
        guards.alone(guards.less(), "managed-by-gitops", "kustomize-controller applies Deployment");
    }

    @Test
    void managedByKarpenter() {
        shop.merge(
                "/api/v1/nodes/" + shop.node(), "{\"metadata\": {\"labels\": {\"karpenter.sh/nodepool\": \"gpus\"}}}");
        guards.alone(guards.drain(), "managed-by-karpenter", "in its pool gpus");
    }
}
