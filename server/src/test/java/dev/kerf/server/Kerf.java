package dev.kerf.server;

import dev.kerf.kube.api.Access;
import dev.kerf.testbed.ControlPlane;
import java.util.function.Consumer;

/** A Kerf at work, as a test wants it. */
record Kerf(Running running) implements AutoCloseable {
    /** One that places the pods of that schedulerName only; a plane is shared by tests. */
    static Kerf on(ControlPlane plane, String name, Consumer<String> log) {
        return on(new Access(plane.kubeconfig(), null), new Profile(name, null), log);
    }

    static Kerf on(Access access, Profile profile, Consumer<String> log) {
        return on(access, profile, Reporting.sentences(log));
    }

    static Kerf on(Access access, Profile profile, Reporting reporting) {
        Running running = Running.on(access, profile, reporting);
        Thread.ofVirtual().start(() -> {
            try {
                running.run();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
        return new Kerf(running);
    }

    @Override
    public void close() {
        running.close();
    }
}
