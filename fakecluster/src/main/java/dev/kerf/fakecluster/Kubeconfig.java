package dev.kerf.fakecluster;

import java.net.URI;

/** The kubeconfig of an embedded cluster. The token proves nothing; some clients ask for a password without one. */
final class Kubeconfig {
    private Kubeconfig() {}

    static String text(URI server) {
        return """
                apiVersion: v1
                kind: Config
                clusters:
                - {name: kerf, cluster: {server: "%s"}}
                users:
                - {name: admin, user: {token: none}}
                contexts:
                - {name: kerf, context: {cluster: kerf, user: admin}}
                current-context: kerf
                """.formatted(server);
    }
}
