package dev.kerf.testbed;

import java.nio.file.Path;

/**
 * This machine as a node of a control plane: containerd, runc and a kubelet, with real containers. One a machine, as root.
 * Pods say {@code nodeName} or are scheduled, and must say {@code hostNetwork: true}, {@code imagePullPolicy: Never},
 * {@code automountServiceAccountToken: false}. It ends with its control plane.
 */
public record RealNode(ControlPlane plane) {
    /** Its name, by which the API server also reaches it. */
    public static final String NAME = "localhost";

    /** An image that is there: sh, sleep, cat, env and the like. */
    public static final String IMAGE = "kerf.test/busybox:1";

    /** Returns when it is Ready; {@link ProgramsMissing} without root, runc or the programs. */
    public static RealNode join(ControlPlane plane) {
        Bed.run("node", plane.directory().toString());
        return new RealNode(plane);
    }

    /** Gives it an image, from an archive as {@code docker save} and Jib write them. */
    public void load(Path archive) {
        Bed.run("load", plane.directory().toString(), archive.toString());
    }
}
