package dev.kerf.fakecluster.store;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The changes of one kind, for one who watches. Who is too slow by far is cut off. */
public final class Feed implements AutoCloseable {
    private static final int MOST = 200_000;
    private final LinkedBlockingQueue<Change> changes = new LinkedBlockingQueue<>(MOST);
    private final Runnable unsubscribe;
    private final long from;
    private volatile boolean cut;

    Feed(long from, Runnable unsubscribe) {
        this.from = from;
        this.unsubscribe = unsubscribe;
    }

    void offer(Change change) {
        if (!changes.offer(change)) {
            cut = true;
        }
    }

    /** The next change; null when none came for so long, or none will. */
    public @Nullable Change next(Duration patience) throws InterruptedException {
        return cut ? null : changes.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** The next change that is there already. */
    public @Nullable Change now() {
        return cut ? null : changes.poll();
    }

    /** Whether it was cut off. */
    public boolean cut() {
        return cut;
    }

    /** The revision of the server when it began. */
    public long from() {
        return from;
    }

    void end() {
        cut = true;
        changes.clear();
    }

    @Override
    public void close() {
        unsubscribe.run();
    }
}
