package dev.kerf.server;

import java.time.Duration;
import java.util.UUID;

/**
 * How one of several equal processes is chosen to write: whoever holds a Lease object.
 *
 * @param namespace of the Lease
 * @param lease     its name
 * @param held      how long after the last renewal nobody else may take it
 */
public record Election(String namespace, String lease, Duration held) {
    /** Writes are given 10 s to arrive; a shorter lease could end before they do. */
    public static final Duration USUAL = Duration.ofSeconds(15);

    /** This process's own name in the election: the machine's or pod's, and what no other process has. */
    static String identity() {
        String host = System.getenv().getOrDefault("HOSTNAME", "kerf");
        return host + "_" + ProcessHandle.current().pid() + "_"
                + UUID.randomUUID().toString().substring(0, 8);
    }
}
