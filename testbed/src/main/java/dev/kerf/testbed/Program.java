package dev.kerf.testbed;

import java.util.Locale;

/** A program of a control plane or of its real node, as {@code testbed/bed} calls it. */
public enum Program {
    ETCD,
    APISERVER,
    SCHEDULER,
    CONTROLLERS,
    KWOK,
    CONTAINERD,
    KUBELET;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
