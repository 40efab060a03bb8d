package dev.kerf.kube.effect;

import dev.kerf.kube.api.Answer;
import dev.kerf.kube.api.Api;
import dev.kerf.kube.api.Request;
import dev.kerf.kube.lease.Leader;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests, so many at once and no more: urgent ones first, the others while no urgent one waits, and those that
 * nobody waits for in a quiet moment. The number grows by one whenever so many have succeeded, so that connections are made
 * one after the other, and halves when the server says it is overloaded. What fails for a passing reason is sent again.
 * Nothing is written while somebody else leads, nor what was decided before somebody else did.
 */
public final class Dispatcher implements AutoCloseable {
    private static final int AT_FIRST = 8;
    private static final int MOST = 32;
    private static final int MOST_ASIDE = 8;
    /** While pods are bound one after the other, a server that has to write something else binds fewer of them. */
    private static final Duration QUIET = Duration.ofMillis(100);

    private static final Duration LATEST = Duration.ofSeconds(30);
    private static final int TRIES = 12;
    private static final long FIRST_MILLIS = 20;
    private static final long MOST_MILLIS = 5_000;

    /** Whose turn it is before whose. */
    private enum Turn {
        URGENT,
        ASIDE,
        QUIET
    }

    /**
     * A request and who waits for its answer.
     *
     * @param since when it was wanted, as {@link System#nanoTime}
     */
    private record Sending(Request request, Turn turn, long since, int tries, Consumer<Answer> then) {
        Sending again() {
            return new Sending(request, turn, since, tries + 1, then);
        }
    }

    private final Api api;
    private final Leader leader;
    private final long quietNanos;
    private final long latestNanos;
    /** What it is given after it was closed it drops. */
    private final ScheduledExecutorService later = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("kerf-later").factory(), new ThreadPoolExecutor.DiscardPolicy());

    private final Map<Turn, Deque<Sending>> waiting = new EnumMap<>(Turn.class);
    private double window = AT_FIRST;
    private int inFlight;
    private int retrying;
    private int urgentInFlight;
    private long lastUrgent;
    private boolean watching;
    private volatile boolean closed;

    /** @param leader whether this process may write now, and since when */
    public Dispatcher(Api api, Leader leader) {
        this(api, leader, QUIET, LATEST);
    }

    /**
     * What nobody waits for waits for a quiet moment.
     *
     * @param quiet  how long nothing urgent was under way then
     * @param latest how long it waits at most
     */
    Dispatcher(Api api, Leader leader, Duration quiet, Duration latest) {
        this.api = api;
        this.leader = leader;
        this.quietNanos = quiet.toNanos();
        this.latestNanos = latest.toNanos();
        this.lastUrgent = System.nanoTime() - quietNanos;
        for (Turn turn : Turn.values()) {
            waiting.put(turn, new ArrayDeque<>());
        }
    }

    /** Sends as soon as it may; the answer is the last one, after all tries. */
    public void urgent(Request request, Consumer<Answer> then) {
        add(new Sending(request, Turn.URGENT, System.nanoTime(), 1, then));
    }

    /** Sends when nothing urgent waits. */
    public void aside(Request request, Consumer<Answer> then) {
        add(new Sending(request, Turn.ASIDE, System.nanoTime(), 1, then));
    }

    /** Sends when for a tenth of a second nothing urgent was; where that does not come, after half a minute. */
    public void quietly(Request request) {
        add(new Sending(request, Turn.QUIET, System.nanoTime(), 1, answer -> {}));
    }

    private void add(Sending sending) {
        synchronized (this) {
            queue(sending.turn()).add(sending);
        }
        pump();
    }

    private Deque<Sending> queue(Turn turn) {
        return Objects.requireNonNull(waiting.get(turn));
    }

    /** Starts what may be started. */
    private void pump() {
        for (Sending next = take(); next != null; next = take()) {
            Sending sending = next;
            if (may(sending)) {
                var _ = api.send(sending.request()).thenAccept(answer -> answered(sending, answer));
            } else {
                release(sending);
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
        if (inFlight < (int) window && !queue(Turn.URGENT).isEmpty()) {
            next = queue(Turn.URGENT).poll();
            urgentInFlight++;
        } else if (inFlight < Math.min((int) window, MOST_ASIDE)
                && queue(Turn.URGENT).isEmpty()) {
            next = queue(Turn.ASIDE).isEmpty()
                    ? takeQuietly()
                    : queue(Turn.ASIDE).poll();
        }
        inFlight += next == null ? 0 : 1;
        return next;
    }

    private @Nullable Sending takeQuietly() {
        Sending next = queue(Turn.QUIET).peek();
        long now = System.nanoTime();
        boolean quiet = urgentInFlight == 0 && now - lastUrgent >= quietNanos;
        if (next == null || quiet || now - next.since() >= latestNanos) {
            return queue(Turn.QUIET).poll();
        }
        if (!watching) {
            watching = true;
            var _ = later.schedule(this::lookAgain, quietNanos, TimeUnit.NANOSECONDS);
        }
        return null;
    }

    private void lookAgain() {
        synchronized (this) {
            watching = false;
        }
        pump();
    }

    private synchronized void release(Sending sending) {
        inFlight--;
        if (sending.turn() == Turn.URGENT) {
            urgentInFlight--;
            lastUrgent = System.nanoTime();
        }
    }

    private void answered(Sending sending, Answer answer) {
        boolean again = answer.passing() && sending.tries() < TRIES && may(sending);
        synchronized (this) {
            release(sending);
            window = answer.overloaded() ? Math.max(1, window / 2) : Math.min(MOST, window + 1 / window);
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

    /** Whether nothing is under way, and nothing waits but for a quiet moment. */
    public synchronized boolean idle() {
        return inFlight == 0
                && retrying == 0
                && queue(Turn.URGENT).isEmpty()
                && queue(Turn.ASIDE).isEmpty();
    }

    /** Requests that wait or are under way. */
    public synchronized int backlog() {
        return inFlight
                + retrying
                + waiting.values().stream().mapToInt(Deque::size).sum();
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
