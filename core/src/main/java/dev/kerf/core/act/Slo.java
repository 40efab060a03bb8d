package dev.kerf.core.act;

import java.time.Duration;

/**
 * What was promised of work, as it is measured.
 *
 * @param name    in a word, {@code latency}
 * @param query   the expression that measures it; {@code $namespace} and {@code $workload} stand for those of the work
 * @param atMost  what it may come to
 * @param lasting it is broken when it was more for so long
 */
public record Slo(String name, String query, double atMost, Duration lasting) {
    public static final Duration USUAL = Duration.ofMinutes(5);

    /** The expression for one workload. */
    public String about(String namespace, String workload) {
        return query.replace("$namespace", namespace).replace("$workload", workload);
    }
}
