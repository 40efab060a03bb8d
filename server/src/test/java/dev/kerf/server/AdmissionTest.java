package dev.kerf.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.kube.admit.Admission;
import dev.kerf.kube.admit.Certificate;
import dev.kerf.kube.admit.Resizers;
import dev.kerf.kube.admit.Webhook;
import dev.kerf.kube.api.Access;
import dev.kerf.kube.api.Api;
import dev.kerf.objects.write.Documents;
import dev.kerf.testbed.Await;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.Outcome;
import dev.kerf.testbed.TestNamespace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The admission webhook, asked by a real API server. */
@OnControlPlane
class AdmissionTest {
    private final List<String> said = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder = Path.of("");

    private Webhook webhook(ControlPlane plane, TestNamespace namespace, SelfSigned tls) throws Exception {
        Certificate certificate = new Certificate(tls.certificate(), tls.key(), said::add);
        Webhook webhook = Webhook.serve(
                0, certificate, Map.of(Admission.PATH, new Admission(namespace.name(), Resizers.NOBODY)), said::add);
        plane.apply(WebhookConfiguration.of(namespace.name(), webhook.port(), tls.bundle()))
                .text();
        Await.until(
                "the API server to ask", () -> pod(namespace, "probe", Map.of("gpu-fraction", "NaN"), namespace.name())
                        .err()
                        .contains("impossible"));
        return webhook;
    }

    private static Outcome pod(
            TestNamespace namespace, String name, Map<String, String> annotations, String scheduler) {
        Map<String, Object> main = Map.of(
                "name",
                "main",
                "image",
                "none",
                "env",
                List.of(Map.of("name", "OWN", "value", "1"), Map.of("name", "GPU_PORTION", "value", "mine")));
        Map<String, Object> spec = Map.of(
                "schedulerName",
                scheduler,
                "initContainers",
                List.of(Map.of("name", "first", "image", "none")),
                "containers",
                List.of(main, Map.of("name", "second", "image", "none")));
        Map<String, Object> metadata = Map.of("name", name, "annotations", annotations);
        return namespace
                .plane()
                .kubectl()
                .reading(Documents.json(Map.of("apiVersion", "v1", "kind", "Pod", "metadata", metadata, "spec", spec)))
                .run("-n", namespace.name(), "create", "-f", "-");
    }

    private static String names(TestNamespace namespace, String pod, String container) {
        return namespace.field("pod/" + pod, ".spec." + container + ".env[*].name");
    }

    @Test
    void theContainerIsMadeToTakeItsGpuFromWhereTheBindingPutsIt(ControlPlane plane, TestNamespace namespace)
            throws Exception {
        String ours = namespace.name();
        try (Webhook _ = webhook(plane, namespace, SelfSigned.in(folder))) {
            pod(namespace, "usual", Map.of("gpu-fraction", "0.5", "kerf.dev/gpu-devices", "stale"), ours)
                    .text();
            assertThat(names(namespace, "usual", "containers[0]"))
                    .isEqualTo("NVIDIA_VISIBLE_DEVICES GPU_PORTION CUDA_DEVICE_MEMORY_LIMIT OWN");
            assertThat(names(namespace, "usual", "containers[1]")).isEmpty();
            assertThat(namespace.field("pod/usual", ".metadata.annotations"))
                    .contains("\"kerf.dev/gpu-container\":\"main\"")
                    .doesNotContain("stale");
            pod(namespace, "named", Map.of("gpu-memory", "100", "gpu-fraction-container-name", "second"), ours)
                    .text();
            assertThat(names(namespace, "named", "containers[0]")).isEqualTo("OWN GPU_PORTION");
            assertThat(names(namespace, "named", "containers[1]"))
                    .isEqualTo("NVIDIA_VISIBLE_DEVICES GPU_PORTION CUDA_DEVICE_MEMORY_LIMIT");
            pod(namespace, "init", Map.of("gpu-fraction", "1/3", "gpu-fraction-container-name", "first"), ours)
                    .text();
            assertThat(names(namespace, "init", "initContainers[0]")).startsWith("NVIDIA_VISIBLE_DEVICES");
            pod(namespace, "plain", Map.of(), ours).text();
            pod(namespace, "of-others", Map.of("gpu-fraction", "0.5"), "somebody")
                    .text();
            assertThat(names(namespace, "plain", "containers[0]")).isEqualTo("OWN GPU_PORTION");
            assertThat(names(namespace, "of-others", "containers[0]")).isEqualTo("OWN GPU_PORTION");
        }
        assertThat(said).isEmpty();
    }

    @Test
    void whatMakesNoSenseIsRefusedInTheWordsOfEveryOtherReader(ControlPlane plane, TestNamespace namespace)
            throws Exception {
        try (Webhook _ = webhook(plane, namespace, SelfSigned.in(folder).asPkcs1())) {
            Map<Map<String, String>, String> cases = Map.of(
                    Map.of("gpu-fraction", "NaN"),
                    "has an impossible gpu-fraction: “NaN” is not a number; write a part such as 0.5 or 1/3",
                    Map.of("gpu-fraction", "1.5"),
                    "has an impossible gpu-fraction: “1.5” is not below 1",
                    Map.of("gpu-fraction", "0.5", "gpu-memory", "100"),
                    "has an impossible gpu-fraction: stands beside gpu-memory; write one of them",
                    Map.of("gpu-memory", "4Gi"),
                    "has an impossible gpu-memory: “4Gi” is not a whole number",
                    Map.of("gpu-fraction", "0.5", "gpu-fraction-num-devices", "0"),
                    "has an impossible gpu-fraction-num-devices: “0” is not a whole number from 1 to 64",
                    Map.of("gpu-fraction-num-devices", "2"),
                    "has an impossible gpu-fraction-num-devices: says how many GPUs but not what part of each",
                    Map.of("gpu-fraction", "0.5", "gpu-fraction-container-name", "nobody"),
                    "has an impossible gpu-fraction-container-name: “nobody” is no container of the pod; it has main, second, first",
                    Map.of("gpu-fraction-container-name", "main"),
                    "has an impossible gpu-fraction-container-name: names a container but not what part of a GPU it gets");
            cases.forEach((annotations, sentence) -> {
                Outcome refused = pod(namespace, "bad", annotations, namespace.name());
                assertThat(refused.succeeded()).isFalse();
                assertThat(refused.err()).contains("pod bad " + sentence);
            });
            pod(namespace, "good", Map.of("gpu-fraction", "0.5"), namespace.name())
                    .text();
            Outcome changed = namespace.kubectl("annotate", "--overwrite", "pod/good", "gpu-fraction=0.9");
            assertThat(changed.err())
                    .contains("it was “0.5” when the pod was made and is “0.9” now; make the pod anew");
            namespace.kubectl("annotate", "pod/good", "other=1").text();
        }
    }

    @Test
    void whoMayResizePodsMayChangeThePartOfOneThatRuns(ControlPlane plane, TestNamespace namespace) throws Exception {
        String ours = namespace.name();
        namespace
                .kubectl("create", "role", "edits", "--verb=get,patch", "--resource=pods")
                .text();
        namespace
                .kubectl("create", "role", "resizes", "--verb=resize", "--resource=pods")
                .text();
        for (String name : List.of("editor", "resizer")) {
            plane.asServiceAccount(ours, name);
            namespace
                    .kubectl("create", "rolebinding", name, "--role=edits", "--serviceaccount=" + ours + ":" + name)
                    .text();
        }
        namespace
                .kubectl("create", "rolebinding", "more", "--role=resizes", "--serviceaccount=" + ours + ":resizer")
                .text();
        SelfSigned tls = SelfSigned.in(folder);
        Certificate certificate = new Certificate(tls.certificate(), tls.key(), said::add);
        try (Api api = Api.connect(new Access(plane.kubeconfig(), null));
                Webhook webhook = Webhook.serve(
                        0, certificate, Map.of(Admission.PATH, new Admission(ours, Resizers.of(api))), said::add)) {
            plane.apply(WebhookConfiguration.of(ours, webhook.port(), tls.bundle()))
                    .text();
            Await.until("the API server to ask", () -> pod(namespace, "probe", Map.of("gpu-fraction", "NaN"), ours)
                    .err()
                    .contains("impossible"));
            pod(namespace, "runs", Map.of("gpu-fraction", "0.5"), ours).text();
            assertThat(changed(namespace, "editor", "0.2").err()).contains("make the pod anew to change it");
            changed(namespace, "resizer", "0.2").text();
            assertThat(changed(namespace, "resizer", "2").err()).contains("make the pod anew to change it");
        }
        assertThat(namespace.field("pod/runs", ".metadata.annotations.gpu-fraction"))
                .isEqualTo("0.2");
    }

    private static Outcome changed(TestNamespace namespace, String who, String part) {
        return namespace.kubectl(
                "annotate",
                "--overwrite",
                "pod/runs",
                "gpu-fraction=" + part,
                "--as=system:serviceaccount:" + namespace.name() + ":" + who);
    }

    @Test
    void anOutageHoldsUpNobodyButPodsThatShareGpus(ControlPlane plane, TestNamespace namespace) throws Exception {
        String ours = namespace.name();
        try (Webhook _ = webhook(plane, namespace, SelfSigned.in(folder))) {
            pod(namespace, "earlier", Map.of("gpu-fraction", "0.5"), ours).text();
        }
        namespace.kubectl("label", "pod/earlier", "other=1").text();
        pod(namespace, "plain", Map.of(), ours).text();
        pod(namespace, "of-others", Map.of("gpu-fraction", "0.5"), "somebody").text();
        Outcome shares = pod(namespace, "shares", Map.of("gpu-fraction", "0.5"), ours);
        assertThat(shares.succeeded()).isFalse();
        assertThat(shares.err()).contains("failed calling webhook");
    }

    @Test
    void aRenewedCertificateIsTakenWithoutARestart(ControlPlane plane, TestNamespace namespace) throws Exception {
        SelfSigned first = SelfSigned.in(folder);
        try (Webhook webhook = webhook(plane, namespace, first)) {
            SelfSigned second = SelfSigned.in(folder);
            plane.apply(WebhookConfiguration.of(namespace.name(), webhook.port(), second.bundle()))
                    .text();
            Await.until("a pod by the new one", () -> pod(
                            namespace, "later", Map.of("gpu-fraction", "0.5"), namespace.name())
                    .succeeded());
            assertThat(said).contains("the webhook's certificate was renewed");
        }
    }
}
