package dev.kerf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code kerf up} says of a cluster it cannot schedule. */
@OnControlPlane
class UpCommandTest {
    @TempDir
    private Path directory;

    private static void refuses(Path kubeconfig, String... words) {
        refuses(Kerf.run("up", "--kubeconfig", kubeconfig.toString()), words);
    }

    private static void refuses(Kerf run, String... words) {
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err().lines()).as("one sentence").hasSize(1);
        assertThat(run.err()).startsWith("kerf: ").contains(words);
        assertThat(run.out()).isEmpty();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("kubeconfig"), text);
    }

    @Test
    void aKubeconfigThatIsNotThere() {
        refuses(directory.resolve("nowhere"), "nowhere", "cannot be read");
    }

    @Test
    void aKubeconfigThatIsNone() throws IOException {
        refuses(file("clusters: [{name"), "kubeconfig", "is not one");
    }

    @Test
    void aContextThatItDoesNotHave(ControlPlane plane) {
        String kubeconfig = plane.kubeconfig().toString();
        refuses(
                Kerf.run("up", "--kubeconfig", kubeconfig, "--context", "moon"),
                "kubeconfig has no context moon; it has [bed]");
    }

    @Test
    void aServerThatDoesNotAnswer(ControlPlane plane) throws IOException {
        String text =
                Files.readString(plane.kubeconfig()).replace(plane.server().toString(), "https://127.0.0.1:9");
        refuses(file(text), "no API server at https://127.0.0.1:9", "check the kubeconfig's server");
    }

    @Test
    void aUserThatTheServerDoesNotKnow(ControlPlane plane) throws IOException {
        String text = Files.readString(plane.kubeconfig()).replace(plane.token(), "wrong");
        refuses(file(text), "does not know who is asking", "check the kubeconfig's user");
    }
}
