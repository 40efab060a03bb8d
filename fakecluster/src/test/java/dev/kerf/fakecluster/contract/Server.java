package dev.kerf.fakecluster.contract;

import dev.kerf.fakecluster.FakeCluster;
import dev.kerf.fakecluster.Settings;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * An API server under test.
 *
 * @param uri     where it is
 * @param token   the administrator's
 * @param kubectl the administrator's
 */
record Server(URI uri, String token, Tool kubectl, HttpClient http) {
    private static final AtomicInteger NAMESPACES = new AtomicInteger();

    /** The fake one, shared by all cases of this JVM; it ends with it. */
    static Server fake() {
        return Fake.API;
    }

    /** One with kubelets and controllers. */
    static Server fakeCluster() {
        return Fake.WHOLE;
    }

    private static final class Fake {
        private static final Server API = start(Settings.apiOnly());
        private static final Server WHOLE = start(Settings.whole());

        private static Server start(Settings settings) {
            try {
                Path home = Files.createTempDirectory("kerf-contract-");
                FakeCluster cluster = FakeCluster.start(settings.in(home).logging(System.err::println));
                return new Server(
                        cluster.server(), "none", Tool.kubectl(cluster.kubeconfig(), home), HttpClient.newHttpClient());
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    /** A real one. */
    static Server real(ControlPlane plane) {
        HttpClient http = HttpClient.newBuilder()
                .sslContext(trusting(plane.certificate()))
                .build();
        return new Server(plane.server(), plane.token(), plane.kubectl(), http);
    }

    private static SSLContext trusting(Path certificate) {
        try (InputStream in = Files.newInputStream(certificate)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry(
                    "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** The name of a namespace that no other case knows; it is there. */
    String freshNamespace() {
        String name = "contract-" + ProcessHandle.current().pid() + "-" + NAMESPACES.incrementAndGet();
        kubectl.run("create", "namespace", name).text();
        return name;
    }
}
