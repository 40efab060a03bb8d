package dev.kerf.kube.effect;

import dev.kerf.kube.api.Answer;
import dev.kerf.kube.api.Api;
import dev.kerf.kube.api.Request;
import dev.kerf.kube.lease.Leader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests, so many at once and no more: urgent ones first, the others while no urgent one waits. The number halves
 * when the server says it is overloaded and grows again by one with each success. What fails for a passing reason is sent
 * again. Nothing is written while somebody else leads, nor what was decided before somebody else did.
 */
public final class Dispatcher implements AutoCloseable {
    private static final int MOST = 64;
    private static final int MOST_ASIDE = 8;
    private static final int TRIES = 12;
    private static final long FIRST_MILLIS = 20;
    private static final long MOST_MILLIS = 5_000;

    /**
     * A request and who waits for its answer.
     *
     * @param since when it was wanted, as {@link System#nanoTime}
     */
    private record Sending(Request request, boolean urgent, long since, int tries, Consumer<Answer> then) {
        Sending again() {
            return new Sending(request, urgent, since, tries + 1, then);
        }
    }

    private final Api api;
    private final Leader leader;
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("kerf-retries").factory());
    private final Deque<Sending> urgent = new ArrayDeque<>();
    private final Deque<Sending> aside = new ArrayDeque<>();
    private int window = MOST;
    private int inFlight;
    private int retrying;
    private volatile boolean closed;

    /** @param leader whether this process may write now, and since when */
    public Dispatcher(Api api, Leader leader) {
        this.api = api;
        this.leader = leader;
    }

    /** Sends as soon as it may; the answer is the last one, after all tries. */
    public void urgent(Request request, Consumer<Answer> then) {
        add(new Sending(request, true, System.nanoTime(), 1, then));
    }

    /** Sends when nothing urgent waits. */
    public void aside(Request request, Consumer<Answer> then) {
        add(new Sending(request, false, System.nanoTime(), 1, then));
    }

    private void add(Sending sending) {
        synchronized (this) {
            (sending.urgent() ? urgent : aside).add(sending);
        }
        pump();
    }

    /** Starts what may be started. */
    private void pump() {
        for (Sending next = take(); next != null; next = take()) {
            Sending sending = next;
            if (may(sending)) {
                var _ = api.send(sending.request()).thenAccept(answer -> answered(sending, answer));
            } else {
                release();
                sending.then()
                        .accept(Answer.none(
                                "it was not sent: this process does not lead, or did not meanwhile, or ends"));
            }
        }
    }

    private boolean may(Sending sending) {
        return !closed && (!sending.request().writes() || (leader.getAsBoolean() && leader.since(sending.since())));
    }

    private synchronized @Nullable Sending take() {
        Sending next = null;
        if (inFlight < window && !urgent.isEmpty()) {
            next = urgent.poll();
        } else if (inFlight < Math.min(window, MOST_ASIDE) && urgent.isEmpty()) {
            next = aside.poll();
        }
        inFlight += next == null ? 0 : 1;
        return next;
    }

    private synchronized void release() {
        inFlight--;
    }

    private void answered(Sending sending, Answer answer) {
        boolean again = answer.passing() && sending.tries() < TRIES && may(sending);
        synchronized (this) {
            inFlight--;
            window = answer.overloaded() ? Math.max(1, window / 2) : Math.min(MOST, window + 1);
            retrying += again ? 1 : 0;
        }
        if (again) {
            var _ = later.schedule(() -> retry(sending.again()), wait(sending.tries()), TimeUnit.MILLISECONDS);
        } else {
            sending.then().accept(answer);
        }
        pump();
    }

    private void retry(Sending sending) {
        synchronized (this) {
            retrying--;
        }
        add(sending);
    }

    private static long wait(int tries) {
        long millis = Math.min(MOST_MILLIS, FIRST_MILLIS << Math.min(tries - 1, 10));
        return millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1);
    }

    /** Whether nothing waits and nothing is under way. */
    public synchronized boolean idle() {
        return inFlight == 0 && retrying == 0 && urgent.isEmpty() && aside.isEmpty();
    }

    /** Requests that wait or are under way. */
    public synchronized int backlog() {
        return inFlight + retrying + urgent.size() + aside.size();
    }

    /** Whether it still sends. */
    public boolean open() {
        return !closed;
    }

    /** Sends nothing more; what is under way is waited for, since it may still be carried out. */
    @Override
    public void close() {
        closed = true;
        later.shutdownNow();
        long end = System.nanoTime() + api.patience().toNanos();
        while (underWay() && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private synchronized boolean underWay() {
        return inFlight > 0;
    }
}
