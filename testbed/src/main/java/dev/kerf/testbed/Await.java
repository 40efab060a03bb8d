package dev.kerf.testbed;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Waits for what another process will do: asks often, gives up at a deadline. That is a guard against waiting for ever and
 * says nothing of how fast anything is to be; so it is far beyond what the slowest machine needs.
 */
public final class Await {
    static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(50);
    /** Of its time, a wait may spend a fifth on asking: where that is dear, others who share the machine get on. */
    private static final int REST = 4;

    private Await() {}

    /** {@code what} completes "waited 120 s for …". */
    public static void until(String what, BooleanSupplier condition) {
        until(what, condition::getAsBoolean, holds -> holds);
    }

    /** The first value that is as wanted; a failure shows the last one that was not. */
    public static <T> T until(String what, Supplier<T> value, Predicate<? super T> wanted) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        long asked = System.nanoTime();
        T seen = value.get();
        while (!wanted.test(seen)) {
            long took = System.nanoTime() - asked;
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited %d s for %s; last seen: %s".formatted(LIMIT.toSeconds(), what, seen));
            }
            LockSupport.parkNanos(Math.max(PAUSE.toNanos(), REST * took));
            asked = System.nanoTime();
            seen = value.get();
        }
        return seen;
    }
}
