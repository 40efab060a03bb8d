package dev.kerf.testbed;

import java.util.Locale;

/** What a control plane has besides etcd and the API server. */
public enum Option {
    /** kube-scheduler. */
    SCHEDULER,
    /** kube-controller-manager; without it no Job makes pods and no namespace is ever gone. */
    CONTROLLERS,
    /** kwok, which plays every node labelled {@code type=kwok} and its pods. */
    KWOK,
    /** Every write, and every request of a service account, is logged with its user, see {@link ControlPlane#auditedWrites}. */
    AUDIT;

    String flag() {
        return "--" + name().toLowerCase(Locale.ROOT);
    }
}
