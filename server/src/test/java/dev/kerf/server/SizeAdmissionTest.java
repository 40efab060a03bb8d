package dev.kerf.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.kube.act.NewPods;
import dev.kerf.kube.act.Policies;
import dev.kerf.kube.admit.Certificate;
import dev.kerf.kube.admit.SizeAdmission;
import dev.kerf.kube.admit.Webhook;
import dev.kerf.kube.api.Access;
import dev.kerf.kube.api.Api;
import dev.kerf.testbed.Await;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.Outcome;
import dev.kerf.testbed.Own;
import dev.kerf.testbed.TestNamespace;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pods that are made anew after a change in place, on a real API server: they have the size that was decided, or keep theirs. */
@OnControlPlane
class SizeAdmissionTest {
    private static final String DECIDED =
            "{\"advice\":\"R04-web\",\"fraction\":\"0.2\",\"containers\":{\"main\":{\"cpu\":\"500m\"}}}";

    @TempDir
    private Path folder = Path.of("");

    /** A Deployment of which the size was decided, and its ReplicaSet. */
    private static void owner(TestNamespace namespace) {
        namespace.apply("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, annotations: {kerf.dev/size: '%s'}}
                spec:
                  selector: {matchLabels: {app: web}}
                  template: {metadata: {labels: {app: web}}, spec: {containers: [{name: main, image: none}]}}
                """.formatted(DECIDED)).text();
        namespace
                .apply("""
                apiVersion: apps/v1
                kind: ReplicaSet
                metadata: {name: web-1, ownerReferences: [%s]}
                spec:
                  selector: {matchLabels: {app: web}}
                  template: {metadata: {labels: {app: web}}, spec: {containers: [{name: main, image: none}]}}
                """.formatted(reference(namespace, "apps/v1", "Deployment", "web")))
                .text();
    }

    private static String reference(TestNamespace namespace, String version, String kind, String name) {
        return "{apiVersion: %s, kind: %s, name: %s, uid: %s, controller: true}"
                .formatted(version, kind, name, namespace.field(kind + "/" + name, ".metadata.uid"));
    }

    private static Outcome pod(TestNamespace namespace, String name, String scheduler) {
        return namespace
                .plane()
                .kubectl()
                .reading("""
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: %s, annotations: {gpu-fraction: "0.5"}, ownerReferences: [%s]}
                        spec:
                          schedulerName: %s
                          containers:
                          - name: main
                            image: none
                            resources: {requests: {cpu: "2", memory: 1Gi}, limits: {cpu: "2"}}
                        """.formatted(name, reference(namespace, "apps/v1", "ReplicaSet", "web-1"), scheduler))
                .run("-n", namespace.name(), "create", "-f", "-");
    }

    private static String size(TestNamespace namespace, String pod) {
        String resources = ".spec.containers[0].resources";
        return namespace.field(
                "pod/" + pod,
                resources + ".requests.cpu}/{" + resources + ".limits.cpu}/{" + resources
                        + ".requests.memory}/{.metadata.annotations.gpu-fraction");
    }

    private static void policy(ControlPlane plane, String spec) {
        plane.apply("{apiVersion: kerf.dev/v1alpha1, kind: SizingPolicy, metadata: {name: all}, spec: " + spec + "}")
                .text();
    }

    @Test
    void newPodsHaveTheSizeThatWasDecidedWhereTheirPolicySaysSo(@Own ControlPlane plane) throws Exception {
        TestNamespace namespace = plane.freshNamespace();
        Shop.policies(plane);
        owner(namespace);
        SelfSigned tls = SelfSigned.in(folder);
        Certificate certificate = new Certificate(tls.certificate(), tls.key(), sentence -> {});
        try (Api api = Api.connect(new Access(plane.kubeconfig(), null));
                Policies policies = Policies.watched(api, () -> {}, sentence -> {});
                Webhook webhook = Webhook.serve(
                        0,
                        certificate,
                        Map.of(
                                SizeAdmission.PATH,
                                new SizeAdmission("kerf", new NewPods(api, policies::all, InstantSource.system()))),
                        sentence -> {})) {
            plane.apply(WebhookConfiguration.ofSizes("kerf", webhook.port(), tls.bundle()))
                    .text();
            pod(namespace, "untold", "kerf").text();
            policy(plane, "{level: L3, admission: true, windows: [{from: '22:00', to: '06:00'}]}");
            int[] tries = {0};
            String first = Await.until(
                    "a pod of the size that was decided",
                    () -> {
                        String name = "web-1-" + tries[0]++;
                        pod(namespace, name, "kerf").text();
                        return name;
                    },
                    name -> size(namespace, name).equals("500m/500m/1Gi/0.2"));
            assertThat(size(namespace, "untold")).as("before anybody said so").isEqualTo("2/2/1Gi/0.5");
            assertThat(namespace.field("pod/" + first, ".metadata.annotations.kerf\\.dev/sized"))
                    .isEqualTo("{\"advice\":\"R04-web\",\"was\":{\"gpu-fraction\":\"0.5\",\"main cpu\":\"2\"},"
                            + "\"is\":{\"gpu-fraction\":\"0.2\",\"main cpu\":\"500m\"}}");
            pod(namespace, "of-others", "somebody").text();
            assertThat(size(namespace, "of-others")).isEqualTo("2/2/1Gi/0.5");
            refusals(plane, namespace);
        }
        pod(namespace, "nobody-answers", "kerf").text();
        assertThat(size(namespace, "nobody-answers")).isEqualTo("2/2/1Gi/0.5");
    }

    private static void refusals(ControlPlane plane, TestNamespace namespace) {
        namespace.apply("""
                apiVersion: v1
                kind: LimitRange
                metadata: {name: least}
                spec: {limits: [{type: Container, min: {cpu: 750m}}]}
                """).text();
        left(
                namespace,
                "ranged",
                "limit-range-violated: LimitRange " + namespace.name()
                        + "/least wants at least 750m of cpu, and 0.5 is asked for");
        namespace.kubectl("delete", "limitrange", "least").text();
        String annotate = "deployment/web";
        namespace.kubectl("annotate", annotate, "kerf.dev/pause-until=infinite").text();
        left(namespace, "paused", "paused: Deployment " + namespace.name() + "/web is paused until infinite");
        namespace
                .kubectl("annotate", annotate, "kerf.dev/pause-until-", "kerf.dev/skip-containers=main")
                .text();
        left(namespace, "skipped", "container-skipped: ");
        namespace
                .kubectl("annotate", annotate, "kerf.dev/skip-containers-", "kerf.dev/level=L1")
                .text();
        left(namespace, "lowered", "level-too-low: the level is L1");
        namespace.kubectl("annotate", annotate, "kerf.dev/level-").text();
        policy(plane, "{level: L4, admission: true, bounds: {cpu: {min: 1}}}");
        int[] tries = {0};
        Await.until(
                "the bounds",
                () -> pod(namespace, "bounded-" + tries[0]++, "kerf").err(),
                said -> said.contains("outside-bounds: "));
        left(namespace, "bounded", "outside-bounds: ");
    }

    /** A pod that is made as it was asked for, with a warning that says why. */
    private static void left(TestNamespace namespace, String name, String why) {
        Outcome made = pod(namespace, name, "kerf");
        assertThat(made.succeeded()).as(made.err()).isTrue();
        assertThat(made.err()).contains("Warning: Kerf leaves pod " + name + " at the size of its template: " + why);
        assertThat(size(namespace, name)).isEqualTo("2/2/1Gi/0.5");
    }
}
