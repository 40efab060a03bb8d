package dev.kerf.server.act;

import dev.kerf.core.act.SizingPolicy;
import dev.kerf.core.model.Cluster;
import dev.kerf.kube.api.Api;
import dev.kerf.kube.survey.Survey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Works advice out from time to time while this process leads, on a thread of its own: neither plans nor actions wait for it. */
final class Advising implements AutoCloseable {
    /** Until it is looked whether this process leads by now. */
    private static final Duration GLANCE = Duration.ofSeconds(1);
    /** Until it is tried again after nobody answered. */
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final Api api;
    private final ActingTerms terms;
    private final Adviser adviser;
    private final Supplier<List<SizingPolicy>> policies;
    private final BooleanSupplier leads;
    private final ActionObserver observer;
    private final Runnable bell;
    private final Consumer<String> troubles;
    private final AtomicReference<@Nullable Counsel> fresh = new AtomicReference<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    private Advising(
            Api api,
            ActingTerms terms,
            Adviser adviser,
            Supplier<List<SizingPolicy>> policies,
            BooleanSupplier leads,
            ActionObserver observer,
            Runnable bell,
            Consumer<String> troubles) {
        this.api = api;
        this.terms = terms;
        this.adviser = adviser;
        this.policies = policies;
        this.leads = leads;
        this.observer = observer;
        this.bell = bell;
        this.troubles = troubles;
        this.thread = Thread.ofPlatform().name("kerf-advising").daemon().unstarted(this::run);
    }

    /** Begins, where there is somebody who advises. */
    static @Nullable Advising begun(
            Api api,
            ActingTerms terms,
            Supplier<List<SizingPolicy>> policies,
            BooleanSupplier leads,
            ActionObserver observer,
            Runnable bell,
            Consumer<String> troubles) {
        Adviser adviser = terms.adviser();
        if (adviser == null) {
            return null;
        }
        Advising advising = new Advising(api, terms, adviser, policies, leads, observer, bell, troubles);
        advising.thread.start();
        return advising;
    }

    private void run() {
        try {
            Duration rest = Duration.ZERO;
            while (!closed.await(rest.toMillis(), TimeUnit.MILLISECONDS)) {
                rest = leads.getAsBoolean() ? once() : GLANCE;
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** How long to rest after it. */
    private Duration once() throws InterruptedException {
        long begin = System.nanoTime();
        try {
            Cluster cluster =
                    new Survey(api).cluster(null, terms.clock().instant()).cluster();
            Counsel counsel = adviser.about(cluster, policies.get());
            observer.advised(counsel.advised(), Duration.ofNanos(System.nanoTime() - begin));
            fresh.set(counsel);
            bell.run();
            return terms.every();
        } catch (RuntimeException broken) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            troubles.accept("there is no new advice: " + broken.getMessage());
            return terms.every().compareTo(AGAIN) < 0 ? terms.every() : AGAIN;
        }
    }

    /** What was found since the last time somebody asked; null: nothing new. */
    @Nullable
    Counsel news() {
        return fresh.getAndSet(null);
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
    }
}
