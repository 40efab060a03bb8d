package dev.kerf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code kerf up} is told of shared GPUs, and does not take. */
class SharingOptionsTest {
    @TempDir
    private Path folder = Path.of("");

    private String refused(String... options) throws IOException {
        Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), "");
        String[] up = {"up", "--kubeconfig", kubeconfig.toString()};
        String[] all = new String[up.length + options.length];
        System.arraycopy(up, 0, all, 0, up.length);
        System.arraycopy(options, 0, all, up.length, options.length);
        Kerf run = Kerf.run(all);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        return run.err();
    }

    @Test
    void aWebhookNeedsAPortACertificateAndAKey() throws IOException {
        assertThat(refused("--webhook-port", "8443"))
                .isEqualTo("kerf: the webhook needs --webhook-port, --tls-cert and --tls-key together\n");
    }

    @Test
    void filesThatAreNoCertificateOrKeyAreNamed() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "no certificate\n");
        String missing = folder.resolve("missing").toString();
        assertThat(refused("--webhook-port", "0", "--tls-cert", missing, "--tls-key", missing))
                .isEqualTo("kerf: there is no file " + missing + "; give the webhook's certificate and key\n");
        assertThat(refused("--webhook-port", "0", "--tls-cert", text.toString(), "--tls-key", text.toString()))
                .startsWith("kerf: " + text);
    }

    @Test
    void theSpecOfReservationsIsAMapWithoutWhatIsKerfsOwn() throws IOException {
        Path own = Files.writeString(folder.resolve("own.yaml"), "nodeName: a\n");
        Path list = Files.writeString(folder.resolve("list.yaml"), "- a\n");
        Path broken = Files.writeString(folder.resolve("broken.yaml"), "a: [\n");
        assertThat(refused("--reservation-spec", own.toString()))
                .isEqualTo("kerf: " + own + ": nodeName of a reservation is Kerf's own; leave it out\n");
        assertThat(refused("--reservation-spec", list.toString()))
                .isEqualTo("kerf: " + list + " cannot be read as the fields of a pod spec: it is no map of fields\n");
        assertThat(refused("--reservation-spec", broken.toString()))
                .startsWith("kerf: " + broken + " cannot be read as the fields of a pod spec: ");
    }
}
