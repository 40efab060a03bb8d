package dev.kerf.testbed;

import org.jspecify.annotations.Nullable;

/** The control plane of a test JVM, started when the first test asks. */
final class SharedPlane implements AutoCloseable {
    private @Nullable ControlPlane plane;
    private @Nullable RealNode node;

    /** The plane, with these running too. */
    synchronized ControlPlane with(Option... options) {
        if (plane == null) {
            plane = ControlPlane.start(Option.AUDIT);
        }
        for (Option option : options) {
            if (option != Option.AUDIT) {
                plane.start(Program.valueOf(option.name()));
            }
        }
        return plane;
    }

    synchronized RealNode node() {
        if (node == null) {
            node = RealNode.join(with());
        }
        return node;
    }

    @Override
    public synchronized void close() {
        if (plane != null) {
            plane.close();
        }
    }
}
