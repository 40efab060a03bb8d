package dev.kerf.core.queue;

import java.time.Duration;
import java.time.Instant;

/**
 * The part of a resource that a queue had of late: a mean over all the past in which what was a half-life ago counts half.
 *
 * @param part from 0 to 1
 * @param asOf to when it is reckoned
 */
public record PastUse(double part, Instant asOf) {
    /** The same at a later moment, when the queue has had this part since; a moment before changes nothing. */
    public PastUse after(double had, Instant now, Duration halfLife) {
        if (!now.isAfter(asOf)) {
            return this;
        }
        double passed = Duration.between(asOf, now).toMillis() / (double) halfLife.toMillis();
        double kept = Math.pow(0.5, passed);
        return new PastUse(part * kept + had * (1 - kept), now);
    }
}
