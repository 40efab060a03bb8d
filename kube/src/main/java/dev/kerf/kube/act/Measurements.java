package dev.kerf.kube.act;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Whoever answers expressions about what was measured. */
@FunctionalInterface
public interface Measurements {
    /** Nobody does. */
    Measurements NONE = (query, from, to, step) -> {
        throw new IllegalStateException("nobody measures; give the server --prometheus URL");
    };

    /**
     * What an expression came to, once each step, of several series the highest; NaN where it says nothing.
     *
     * @throws RuntimeException with one sentence, if it is not answered
     */
    List<Double> values(String query, Instant from, Instant to, Duration step);
}
