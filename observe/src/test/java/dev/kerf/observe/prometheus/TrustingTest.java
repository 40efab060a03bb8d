package dev.kerf.observe.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Instant;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Prometheus behind TLS, with a certificate of its own. */
class TrustingTest {
    private static final Range HOUR =
            Range.between(Instant.parse("2026-11-30T12:00:00Z"), Instant.parse("2026-11-30T13:00:00Z"), Range.USUAL);
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void onlyWhoIsTrustedIsAsked() throws IOException, InterruptedException, GeneralSecurityException {
        Path keys = keys();
        HttpsServer server = server(keys);
        try {
            Access access = Access.to(URI.create(
                            "https://localhost:" + server.getAddress().getPort()))
                    .speaking(Dialect.PROMETHEUS)
                    .with(Patience.USUAL.trying(1));
            assertThatThrownBy(() -> ask(access))
                    .hasMessageContaining("shows a certificate that is not trusted")
                    .hasMessageContaining("name the file of who signed it");
            assertThat(ask(access.trusting(folder.resolve("ca.pem"))).series()).isEmpty();
            assertThat(ask(access.trustingAnybody()).series()).isEmpty();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aFileThatHoldsNoCertificatesIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "none");
        assertThatThrownBy(() ->
                        new Client(Access.to(URI.create("https://localhost")).trusting(file)))
                .hasMessageStartingWith(file + " cannot be read as certificates in PEM form");
    }

    private static Answer ask(Access access) {
        try (Client client = new Client(access)) {
            return client.range("up", HOUR);
        }
    }

    private Path keys() throws IOException, InterruptedException {
        Path keys = folder.resolve("keys.p12");
        keytool(
                "-genkeypair",
                "-keystore",
                keys.toString(),
                "-storepass",
                "changeit",
                "-keyalg",
                "EC",
                "-alias",
                "own",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-ext",
                "bc:c");
        keytool(
                "-exportcert",
                "-rfc",
                "-keystore",
                keys.toString(),
                "-storepass",
                "changeit",
                "-alias",
                "own",
                "-file",
                folder.resolve("ca.pem").toString());
        return keys;
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        java.util.List<String> command = new java.util.ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(java.util.List.of(arguments));
        Path log = folder.resolve("keytool.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(log)).isZero();
    }

    private static HttpsServer server(Path keys) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD);
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                Scripted.answer(exchange, 200, Scripted.NOTHING);
            }
        });
        server.start();
        return server;
    }
}
