package dev.kerf.core.queue;

import java.time.Instant;
import java.util.Comparator;

/**
 * What one queue claims of one resource, beside its siblings. Amounts are in the resource's own smallest unit.
 *
 * @param name      the queue
 * @param guarantee what it is sure of
 * @param kept      the part of the guarantee that is lent to nobody, even while it stands idle
 * @param most      what it may have in all
 * @param requested what its work asks for, running or waiting
 * @param weight    how much of what is left over it gets, beside its siblings' weights; 0: nothing
 * @param priority  whose turn comes first when what is left over is given away; higher first
 * @param created   older comes first among equals
 * @param used      the part of the cluster it had on the average of late, 0 to 1
 */
public record Claim(
        String name,
        long guarantee,
        long kept,
        long most,
        long requested,
        long weight,
        int priority,
        Instant created,
        double used) {
    static final Comparator<Claim> OLDEST = Comparator.comparing(Claim::created).thenComparing(Claim::name);

    public Claim {
        if (guarantee < 0 || kept < 0 || kept > guarantee || most < 0 || requested < 0 || weight < 0) {
            throw new IllegalArgumentException(
                    "queue " + name + " claims less than nothing, or keeps more than it has");
        }
    }

    /** What it has a use for. */
    long wanted() {
        return Math.min(requested, most);
    }

    /** What it is given before anything is shared. */
    long sure() {
        return Math.min(guarantee, wanted());
    }
}
