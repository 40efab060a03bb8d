package dev.kerf.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.kube.admit.Certificate;
import dev.kerf.testbed.Await;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.Outcome;
import dev.kerf.testbed.TestNamespace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The webhook that the chart registers: its certificate, and whom an outage concerns. Here nobody ever answers it. */
@OnControlPlane
class ChartWebhookTest {
    private final ControlPlane plane;
    private final TestNamespace namespace;
    private final Release release;

    ChartWebhookTest(ControlPlane plane, TestNamespace namespace) {
        this.plane = plane;
        this.namespace = namespace;
        this.release = new Release(plane, namespace.name(), "kerf");
    }

    private String[] settings(String... more) {
        String[] ours = {"schedulerName=" + namespace.name(), "webhook.timeoutSeconds=1"};
        return Stream.concat(Stream.of(ours), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void hasACertificateForItsServiceThatAnUpgradeKeeps(@TempDir Path folder) throws Exception {
        release.install(settings()).text();
        X509Certificate certificate = certificate("tls.crt");
        X509Certificate authority = certificate("ca.crt");
        certificate.verify(authority.getPublicKey());
        assertThat(certificate.getSubjectAlternativeNames().toString())
                .contains("kerf." + namespace.name() + ".svc]", "kerf." + namespace.name() + ".svc.cluster.local");
        Path chain = Files.write(folder.resolve("tls.crt"), secret("tls.crt"));
        Path key = Files.write(folder.resolve("tls.key"), secret("tls.key"));
        assertThat(new Certificate(chain, key, sentence -> {}).context()).isNotNull();
        assertThat(field(".webhooks[0].clientConfig.caBundle"))
                .isEqualTo(Base64.getEncoder().encodeToString(secret("ca.crt")));

        release.upgrade(settings("replicas=1")).text();
        assertThat(certificate("tls.crt")).isEqualTo(certificate);
        namespace.kubectl("delete", "secret", "kerf-webhook").text();
        release.upgrade(settings("replicas=1")).text();
        assertThat(certificate("tls.crt")).isNotEqualTo(certificate);
        assertThat(field(".webhooks[0].clientConfig.caBundle"))
                .isEqualTo(Base64.getEncoder().encodeToString(secret("ca.crt")));
    }

    private String field(String path) {
        String name = namespace.name() + "-kerf";
        return plane.kubectl("get", "mutatingwebhookconfiguration", name, "-o", "jsonpath={" + path + "}")
                .text();
    }

    private byte[] secret(String key) {
        return Base64.getDecoder().decode(namespace.field("secret/kerf-webhook", ".data." + key.replace(".", "\\.")));
    }

    private X509Certificate certificate(String key) throws GeneralSecurityException, IOException {
        try (ByteArrayInputStream in = new ByteArrayInputStream(secret(key))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    @Test
    void anOutageConcernsNobodyButPodsThatShareGpus() {
        release.install(settings()).text();
        Await.until("the webhook to be asked", () -> pod("probe", namespace.name(), "gpu-fraction: '0.5'")
                .err()
                .contains("pods.kerf.dev"));
        pod("whole", namespace.name(), "other: x").text();
        pod("of-others", "somebody", "gpu-fraction: '0.5'").text();
        namespace.kubectl("annotate", "pod/whole", "more=1").text();

        release.upgrade(settings("webhook.failurePolicy=Ignore")).text();
        Await.until("shares to be let through", () -> pod("open", namespace.name(), "gpu-fraction: '0.5'")
                .succeeded());
        release.upgrade(settings("webhook.failurePolicy=Fail")).text();
        Await.until("the webhook to be asked", () -> !pod("probe", namespace.name(), "gpu-fraction: '0.5'")
                .succeeded());

        release.uninstall().text();
        Await.until("shares to be let through", () -> pod("late", namespace.name(), "gpu-fraction: '0.5'")
                .succeeded());
        assertThat(plane.kubectl("get", "namespace", release.cards()).succeeded())
                .as("cards in use stay held")
                .isTrue();
    }

    @Test
    void mayHaveItsCertificateFromCertManager() {
        String rendered =
                release.template(settings("webhook.certManager.enabled=true")).text();
        assertThat(rendered)
                .contains("kind: Certificate", "kind: Issuer")
                .contains("cert-manager.io/inject-ca-from: " + namespace.name() + "/kerf-webhook")
                .doesNotContain("kind: Secret", "caBundle");
        List<String> issuer = List.of(
                "webhook.certManager.enabled=true",
                "webhook.certManager.issuerRef.kind=ClusterIssuer",
                "webhook.certManager.issuerRef.name=corp");
        assertThat(release.template(settings(issuer.toArray(String[]::new))).text())
                .contains("kind: ClusterIssuer", "name: corp")
                .doesNotContain("selfSigned");
    }

    /** A namespace that another release made is used and left alone. */
    @Test
    void twoReleasesMayShareTheNamespaceOfTheCards() {
        release.install(settings()).text();
        Release other = new Release(plane, namespace.name(), "second");
        Outcome outcome = other.install(settings("fullnameOverride=second"));
        assertThat(outcome.text()).contains("STATUS: deployed");
        other.uninstall().text();
        assertThat(release.upgrade(settings()).succeeded()).isTrue();
    }

    private Outcome pod(String name, String scheduler, String annotation) {
        return namespace.apply("""
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, annotations: {%s}}
                spec:
                  schedulerName: %s
                  containers: [{name: main, image: none}]
                """.formatted(name, annotation, scheduler));
    }
}
