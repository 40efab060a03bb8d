package dev.kerf.cli;

import dev.kerf.kube.admit.Admission;
import dev.kerf.kube.admit.Certificate;
import dev.kerf.kube.admit.SizeAdmission;
import dev.kerf.kube.api.Access;
import dev.kerf.kube.reserve.ReservationForm;
import dev.kerf.objects.pod.SharingKeys;
import dev.kerf.objects.read.InputException;
import dev.kerf.objects.read.PlainYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How parts of GPUs are shared: the pods that hold the cards, and the webhook that prepares those who share. */
final class SharingOptions {
    private static final List<String> KERFS_OWN = List.of("nodeName", "containers", "initContainers");

    @Option(
            names = "--reservation-namespace",
            paramLabel = "NAME",
            defaultValue = SharingKeys.RESERVATION_NAMESPACE,
            description = "where the pods stand that hold shared GPUs (default: ${DEFAULT-VALUE})")
    private String namespace = SharingKeys.RESERVATION_NAMESPACE;

    @Option(
            names = "--reservation-image",
            paramLabel = "IMAGE",
            defaultValue = ReservationForm.IMAGE,
            description = "their image; a shell is enough (default: ${DEFAULT-VALUE})")
    private String image = ReservationForm.IMAGE;

    @Option(
            names = "--reservation-spec",
            paramLabel = "FILE",
            description = "YAML with more fields for their pod spec, such as runtimeClassName or imagePullSecrets")
    private @Nullable Path spec;

    @Option(
            names = "--webhook-port",
            paramLabel = "PORT",
            description = "serve the admission webhooks there, at " + Admission.PATH + " and " + SizeAdmission.PATH
                    + " (default: do not)")
    private @Nullable Integer port;

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "the webhook's certificate, PEM; read again when renewed")
    private @Nullable Path certificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "its private key, PEM")
    private @Nullable Path key;

    /**
     * What reservations look like.
     *
     * @throws InputException if the file of the spec cannot be read or says what it must not
     */
    ReservationForm form() {
        Map<String, Object> more = spec == null ? Map.of() : read(spec);
        for (String field : KERFS_OWN) {
            if (more.containsKey(field)) {
                throw new InputException(spec + ": " + field + " of a reservation is Kerf's own; leave it out");
            }
        }
        return new ReservationForm(namespace, image, more);
    }

    private static Map<String, Object> read(Path file) {
        try {
            return PlainYaml.map(Files.readString(file));
        } catch (IOException broken) {
            throw new InputException(file + " cannot be read as the fields of a pod spec: " + broken.getMessage());
        }
    }

    /**
     * The webhook, serving; null where none is asked for.
     *
     * @param scheduler whose pods it looks at
     * @throws InputException if it cannot be served as asked
     */
    @Nullable
    Admitting serve(String scheduler, Access access, Consumer<String> log) {
        if (port == null && certificate == null && key == null) {
            return null;
        }
        if (port == null || certificate == null || key == null) {
            throw new InputException("the webhook needs --webhook-port, --tls-cert and --tls-key together");
        }
        try {
            return new Admitting(access, port, new Certificate(certificate, key, log), scheduler, log);
        } catch (IOException broken) {
            throw new InputException(String.valueOf(broken.getMessage()));
        }
    }
}
