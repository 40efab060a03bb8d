package dev.kerf.kube.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.Fault;
import dev.kerf.testbed.FaultyServer;
import dev.kerf.testbed.OnControlPlane;
import io.vertx.core.net.OpenSSLEngineOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** How a server is reached, and the words for why it is not. */
@OnControlPlane
class ConnectionsTest {
    private static final Request VERSION = Request.get("/version");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aServerThatIsTrustedAnswers(ControlPlane plane) {
        assertThat(said(plane.kubeconfig())).isEqualTo("200");
    }

    @Test
    @EnabledOnOs(
            value = OS.LINUX,
            architectures = {"amd64", "aarch64"})
    void onLinuxItIsMachineCodeThatEncrypts() {
        assertThat(OpenSSLEngineOptions.isAvailable()).isTrue();
    }

    @Test
    void whereNobodyListensTheConnectionIsRefused() {
        assertThat(said(kubeconfig("https://127.0.0.1:9"))).isEqualTo("the connection is refused");
    }

    @Test
    void aNameThatNobodyKnows() {
        assertThat(said(kubeconfig("https://kerf.invalid:6443"))).isEqualTo("its name is not known");
    }

    @Test
    void aServerWhoseCertificateNobodySigned(ControlPlane plane) {
        assertThat(said(kubeconfig(plane.server().toString())).toLowerCase(Locale.ROOT))
                .contains("certification path");
    }

    @Test
    void aServerThatSaysNothing() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path kubeconfig = kubeconfig("http://127.0.0.1:" + silent.getLocalPort());
            Request write = Request.delete("/api/v1/namespaces/default/configmaps/one");
            try (Api api = Api.connect(new Access(kubeconfig, null, Duration.ofMillis(300)))) {
                assertThat(api.ask(write).message()).isEqualTo("it does not answer in time");
            }
        }
    }

    @Test
    void aConnectionThatEndsBeforeTheAnswerIsATransientFailure(ControlPlane plane) {
        try (FaultyServer server = FaultyServer.before(plane, (method, target, nth) -> Fault.LOST);
                Api api = Api.connect(new Access(server.kubeconfig(), null))) {
            Answer answer = api.ask(VERSION);
            assertThat(answer.code()).isZero();
            assertThat(answer.passing()).isTrue();
        }
    }

    @Test
    void whatServesTheConnectionsMayNotWaitForThem(ControlPlane plane) {
        try (Api api = Api.connect(new Access(plane.kubeconfig(), null))) {
            var twice = api.send(VERSION).thenApply(first -> api.ask(VERSION));
            assertThatThrownBy(twice::join)
                    .isInstanceOf(CompletionException.class)
                    .hasMessageContaining("the thread that is to bring the answer waits for it: /version");
        }
    }

    /** The code, or why there is none. */
    private static String said(Path kubeconfig) {
        try (Api api = Api.connect(new Access(kubeconfig, null))) {
            Answer answer = api.ask(VERSION);
            return answer.code() == 0 ? answer.message() : String.valueOf(answer.code());
        }
    }

    private Path kubeconfig(String server) {
        String text = """
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {server: "%s"}}]
                users: [{name: u, user: {token: none}}]
                contexts: [{name: c, context: {cluster: c, user: u}}]
                current-context: c
                """;
        try {
            return Files.writeString(folder.resolve("kubeconfig"), text.formatted(server));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
