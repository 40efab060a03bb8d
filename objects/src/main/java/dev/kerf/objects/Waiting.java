package dev.kerf.objects;

import dev.kerf.core.reason.Code;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long a pod has been waiting for a node, and how it went so far; the same for all the server tells of one pod. */
public final class Waiting {
    private final long since = System.nanoTime();
    private long tried = since;
    private int attempts;
    private @Nullable Code code;

    Waiting() {}

    /**
     * A cycle held it.
     *
     * @return whether for another reason than before
     */
    public synchronized boolean held(Code why) {
        boolean news = code != why;
        code = why;
        attempts++;
        return news;
    }

    /**
     * A cycle found a node for it.
     *
     * @param began when the cycle did, as {@link System#nanoTime} has it
     */
    public synchronized void placed(long began) {
        code = null;
        attempts++;
        tried = began;
    }

    /** Since the cycle began that last found a node for it. */
    public synchronized Duration sinceTried() {
        return Duration.ofNanos(System.nanoTime() - tried);
    }

    /** Cycles that decided about it. */
    public synchronized int attempts() {
        return attempts;
    }

    /** Why the last cycle held it; null: no cycle has, or the last one found a node. */
    public synchronized @Nullable Code code() {
        return code;
    }

    /** Since the server first told of it. */
    public Duration time() {
        return Duration.ofNanos(System.nanoTime() - since);
    }
}
