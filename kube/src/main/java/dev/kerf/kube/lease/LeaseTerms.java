package dev.kerf.kube.lease;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * The terms of a lease.
 *
 * @param namespace of the Lease object, which is made where there is none
 * @param name      one a scheduler (a shard)
 * @param identity  this process's, unlike any other's
 * @param held      how long it lasts after each renewal
 * @param clock     for the times written into the object; nothing is decided by them
 * @param log       takes sentences for the person who runs this
 */
public record LeaseTerms(
        String namespace, String name, String identity, Duration held, InstantSource clock, Consumer<String> log) {
    static final Duration LEAST = Duration.ofSeconds(1);

    public LeaseTerms {
        if (held.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException("a lease of " + held + " is too short; take at least " + LEAST);
        }
    }

    /** {@code kube-system/kerf}. */
    public String title() {
        return namespace + "/" + name;
    }

    /** After a renewal, how long this process may write; what it sends then has the rest of the lease to arrive. */
    Duration writing() {
        return held.dividedBy(3);
    }
}
