package dev.kerf.kube.lease;

import dev.kerf.kube.api.Answer;
import dev.kerf.kube.api.Api;
import dev.kerf.kube.api.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Takes part in the election of the one process that writes, by a Lease. A holder that cannot renew stops writing after a
 * third of the lease, by its own monotonic clock, and nobody else begins before the lease has ended: clocks that differ,
 * long pauses and networks that fail lead to nobody writing, never to two.
 */
public final class Leadership implements Leader, AutoCloseable {
    private static final int MISSING = 404;
    private static final int CONFLICT = 409;
    private final Api api;
    private final LeaseTerms terms;
    private final String path;
    private final Thread thread;
    private LeaseObject seen = LeaseObject.NONE;
    private long seenAt = System.nanoTime();
    private String said = "";
    private volatile boolean stopped;
    private volatile boolean mine;
    private volatile boolean known;
    private volatile long acquired;
    private volatile long writesUntil = System.nanoTime();

    /** Begins to stand for it. */
    public Leadership(Api api, LeaseTerms terms) {
        this.api = api;
        this.terms = terms;
        this.path = "/apis/coordination.k8s.io/v1/namespaces/" + terms.namespace() + "/leases";
        this.thread = Thread.ofPlatform().daemon().name("kerf-lease").start(this::run);
    }

    @Override
    public boolean getAsBoolean() {
        return mayWrite();
    }

    private boolean mayWrite() {
        return mine && !stopped && System.nanoTime() - writesUntil < 0;
    }

    @Override
    public boolean since(long moment) {
        return getAsBoolean() && moment - acquired >= 0;
    }

    @Override
    public boolean known() {
        return known;
    }

    /** How standing for it went, and what to say of it; empty: nothing. */
    private record Round(Result result, String sentence) {}

    private enum Result {
        WON,
        LOST,
        /** Nobody knows; what was won before lasts as long as it lasts. */
        UNKNOWN
    }

    private void run() {
        while (!stopped) {
            Round round = stand();
            if (round.result() == Result.LOST) {
                mine = false;
            }
            say(round.sentence());
            LockSupport.parkNanos(pause(round.result()));
        }
    }

    private Round stand() {
        long asked = System.nanoTime();
        Answer found = ask(Request.get(path + "/" + terms.name()));
        if (!found.ok() && found.code() != MISSING) {
            return failed("get", found);
        }
        LeaseObject lease = found.ok() ? read(found) : LeaseObject.NONE;
        if (!isFree(lease)) {
            known = true;
            return new Round(Result.LOST, "waits: " + lease.holder() + " leads (lease " + terms.title() + ")");
        }
        Answer answer =
                write(lease.heldBy(terms.identity(), seconds(), terms.clock().instant()));
        if (!answer.ok()) {
            return failed(lease.version().isEmpty() ? "create" : "update", answer);
        }
        won(asked, lease.holder().equals(terms.identity()));
        return new Round(Result.WON, "leads (lease " + terms.title() + ")");
    }

    private Round failed(String verb, Answer answer) {
        known = mayWrite();
        if (answer.passing() || answer.code() == CONFLICT) {
            return new Round(
                    Result.UNKNOWN,
                    mayWrite()
                            ? ""
                            : "does not lead: cannot " + verb + " the lease " + terms.title() + ": "
                                    + answer.message());
        }
        return new Round(
                Result.LOST,
                "cannot lead: lacks the permission to " + verb + " leases in namespace " + terms.namespace() + " ("
                        + answer.message() + "); grant it with the chart's Role");
    }

    private void won(long asked, boolean kept) {
        known = true;
        if (!mine || !kept) {
            acquired = System.nanoTime();
        }
        writesUntil = asked + terms.writing().toNanos();
        mine = true;
    }

    /** Free is what nobody holds, this process holds, or nobody renewed for as long as it lasts, seen from here. */
    private boolean isFree(LeaseObject lease) {
        boolean same = lease.holder().equals(seen.holder()) && lease.renewed().equals(seen.renewed());
        if (!same) {
            seen = lease;
            seenAt = System.nanoTime();
        }
        boolean over =
                System.nanoTime() - seenAt > Duration.ofSeconds(lease.seconds()).toNanos();
        return lease.holder().isEmpty() || lease.holder().equals(terms.identity()) || over;
    }

    private int seconds() {
        return (int) Math.max(1, terms.held().toSeconds());
    }

    private Answer write(LeaseObject lease) {
        byte[] json = lease.json(terms);
        boolean made = lease.version().isEmpty();
        return ask(made ? Request.post(path, json) : Request.put(path + "/" + terms.name(), json));
    }

    private static LeaseObject read(Answer answer) {
        try {
            return LeaseObject.read(answer.body());
        } catch (IOException broken) {
            return LeaseObject.NONE;
        }
    }

    /** An answer that comes too late for what it is about is none. */
    private Answer ask(Request request) {
        long nanos = terms.writing().toNanos();
        return api.send(request)
                .completeOnTimeout(Answer.none("it does not answer in time"), nanos, TimeUnit.NANOSECONDS)
                .join();
    }

    private void say(String sentence) {
        if (!sentence.isEmpty() && !sentence.equals(said)) {
            said = sentence;
            terms.log().accept(sentence);
        }
    }

    /** Soon again where the lease would else run out, with jitter so that those who wait do not come together. */
    private long pause(Result result) {
        long nanos = terms.held()
                .dividedBy(result == Result.UNKNOWN && mine ? 32 : 8)
                .toNanos();
        return nanos / 2 + ThreadLocalRandom.current().nextLong(nanos / 2 + 1);
    }

    /** Stops writing and gives the lease up, so that another process need not wait for its end. */
    @Override
    public void close() {
        if (stopped) {
            return;
        }
        stopped = true;
        LockSupport.unpark(thread);
        try {
            thread.join(terms.held());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (mine) {
            mine = false;
            Answer found = ask(Request.get(path + "/" + terms.name()));
            LeaseObject lease = found.ok() ? read(found) : LeaseObject.NONE;
            if (lease.holder().equals(terms.identity())) {
                write(lease.released(terms.clock().instant()));
            }
        }
    }
}
