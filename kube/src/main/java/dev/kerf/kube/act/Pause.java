package dev.kerf.kube.act;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits before something is tried once more. */
@FunctionalInterface
public interface Pause {
    /** Twice as long each time, from a twentieth of a second to a few seconds. */
    Pause USUAL = tries -> {
        long millis = Math.min(3_000, 50L << Math.min(tries, 10));
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(
                millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2)));
    };

    /** Before the next try after so many. */
    void after(int tries);
}
