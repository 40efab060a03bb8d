package dev.kerf.server.act;

import dev.kerf.core.advise.Advised;
import dev.kerf.kube.act.Application;
import java.time.Duration;
import java.util.List;

/** Somebody who is told how the server acts on advice: metrics, the log. Must neither wait nor fail. */
public interface ActionObserver {
    /** All advice was worked out once more. */
    default void advised(Advised advised, Duration took) {}

    /** What of the advice was put to the guards, and how far each has come. */
    default void asked(List<Application> all) {}

    /** An action has begun, is done, or was taken back. */
    default void came(Application application) {}

    /** A guard stops it that did not before. */
    default void stopped(Application application) {}

    /** How many actions are not settled. */
    default void open(int actions) {}
}
