package dev.kerf.contest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.Option;
import dev.kerf.testbed.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A fresh control plane with a user of its own for the contender, whose writes the API server counts apart: a FlowSchema
 * that only they match. That costs nothing, unlike an audit log.
 */
final class Arena implements AutoCloseable {
    private static final String COUNTED = "contender-writes";
    private static final String GRANT = """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: contender}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
            subjects: [{kind: ServiceAccount, name: contender, namespace: default}]
            ---
            apiVersion: flowcontrol.apiserver.k8s.io/v1
            kind: FlowSchema
            metadata: {name: contender-writes}
            spec:
              priorityLevelConfiguration: {name: exempt}
              matchingPrecedence: 2
              rules:
              - subjects: [{kind: ServiceAccount, serviceAccount: {name: contender, namespace: default}}]
                resourceRules:
                - verbs: [create, update, patch, delete, deletecollection]
                  apiGroups: ["*"]
                  resources: ["*"]
                  namespaces: ["*"]
                  clusterScope: true
            """;
    private static final int SAME = 6;
    private static final int MOST_SECONDS = 30;
    private final ControlPlane plane;
    private final Path kubeconfig;
    private final Endpoint admin;
    private final Crew crew;

    private Arena(ControlPlane plane, Path kubeconfig, Endpoint admin, Crew crew) {
        this.plane = plane;
        this.kubeconfig = kubeconfig;
        this.admin = admin;
        this.crew = crew;
    }

    static Arena open(boolean kwok) throws IOException {
        ControlPlane plane = kwok ? ControlPlane.start(Option.KWOK) : ControlPlane.start();
        try {
            Path kubeconfig = plane.asServiceAccount("default", "contender");
            Outcome granted = plane.apply(GRANT);
            if (!granted.succeeded()) {
                throw new IOException(granted.toString());
            }
            var tls = Endpoint.trusting(plane.certificate());
            var admin = new Endpoint(plane.server().getHost(), plane.server().getPort(), plane.token(), tls);
            return new Arena(plane, kubeconfig, admin, Crew.at(admin));
        } catch (IOException | RuntimeException failed) {
            plane.close();
            throw failed;
        }
    }

    ControlPlane plane() {
        return plane;
    }

    /** The contender's. */
    Path kubeconfig() {
        return kubeconfig;
    }

    /** The administrator's door. */
    Endpoint admin() {
        return admin;
    }

    Crew crew() {
        return crew;
    }

    /** The contender's writes so far, once no more come; one that never rests is not waited for. */
    long writesAtRest() throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        try (Connection connection = admin.connect()) {
            long last = -1;
            for (int same = 0; same < SAME && System.nanoTime() < end; ) {
                long now = writes(connection);
                same = now == last ? same + 1 : 0;
                last = now;
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250));
            }
            return last;
        }
    }

    private static long writes(Connection connection) throws IOException {
        String metrics = new String(connection.send(Call.get("/metrics", "text/plain")), UTF_8);
        return metrics.lines()
                .filter(line -> line.startsWith("apiserver_flowcontrol_dispatched_requests_total{"))
                .filter(line -> line.contains("flow_schema=\"" + COUNTED + "\""))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Override
    public void close() throws IOException {
        try {
            crew.close();
        } finally {
            plane.close();
        }
    }
}
