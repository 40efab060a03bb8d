package dev.kerf.kube.api;

import io.fabric8.kubernetes.client.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an API server is reached.
 *
 * @param kubeconfig null: as kubectl would find it, or the service account of the pod this runs in
 * @param context    null: the current one
 * @param patience   how long a write may be under way; a lease is held longer, see {@code lease}
 */
public record Access(@Nullable Path kubeconfig, @Nullable String context, Duration patience) {
    private static final Path TOKEN = Path.of("/var/run/secrets/kubernetes.io/serviceaccount/token");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int CONNECT_MILLIS = 5_000;
    private static final int REQUEST_MILLIS = 30_000;

    /** Access with the usual patience. */
    public Access(@Nullable Path kubeconfig, @Nullable String context) {
        this(kubeconfig, context, PATIENCE);
    }

    /**
     * The cluster that this process runs in a pod of, as the pod's service account. Its token is read again as it changes.
     *
     * @param environment of the process
     * @throws Unreachable if it runs in no pod, or in one without a token
     */
    public static Access inCluster(Map<String, String> environment) {
        if (environment.getOrDefault("KUBERNETES_SERVICE_HOST", "").isEmpty()) {
            throw new Unreachable("this is no pod: KUBERNETES_SERVICE_HOST is not set; elsewhere, name a kubeconfig");
        }
        if (!Files.isReadable(TOKEN)) {
            throw new Unreachable("the pod has no token of a service account: " + TOKEN
                    + " cannot be read; check automountServiceAccountToken");
        }
        return new Access(null, null);
    }

    Config config() {
        Config config = read();
        if (context != null && config.getContexts().stream().noneMatch(c -> context.equals(c.getName()))) {
            throw new Unreachable("kubeconfig has no context " + context + "; it has "
                    + config.getContexts().stream()
                            .map(c -> String.valueOf(c.getName()))
                            .sorted()
                            .toList());
        }
        config.setConnectionTimeout(CONNECT_MILLIS);
        config.setRequestTimeout(REQUEST_MILLIS);
        config.setRequestRetryBackoffLimit(0);
        // A connection for each request under way: multiplexing one of TLS costs half of all CPU and delays short
        // answers.
        config.setHttp2Disable(true);
        return config;
    }

    private Config read() {
        if (kubeconfig == null) {
            return Config.autoConfigure(context);
        }
        if (!Files.isReadable(kubeconfig)) {
            throw new Unreachable("kubeconfig " + kubeconfig + " cannot be read; check its path and rights");
        }
        try {
            return Config.fromKubeconfig(context, kubeconfig.toFile());
        } catch (RuntimeException broken) {
            throw new Unreachable("kubeconfig " + kubeconfig + " is not one: " + firstLine(broken));
        }
    }

    private static String firstLine(Throwable broken) {
        Throwable cause = broken;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("it is empty");
    }
}
