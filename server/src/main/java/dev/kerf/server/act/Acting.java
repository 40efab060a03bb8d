package dev.kerf.server.act;

import dev.kerf.core.act.State;
import dev.kerf.core.advise.Advice;
import dev.kerf.kube.act.Application;
import dev.kerf.kube.act.Applying;
import dev.kerf.kube.act.Measurements;
import dev.kerf.kube.act.Pause;
import dev.kerf.kube.act.Policies;
import dev.kerf.kube.api.Api;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Acts on one cluster while this process leads: looks after what is not settled, and follows advice as far as policies let it.
 * All of it on one thread; advice is worked out on another one.
 */
public final class Acting implements AutoCloseable {
    /** Where nothing is open nobody waits for the next look. */
    private static final int SELDOM = 6;

    private final ActingTerms terms;
    private final BooleanSupplier leads;
    private final ActionObserver observer;
    private final Consumer<String> troubles;
    private final Applying applying;
    private final Policies policies;
    private final @Nullable Advising advising;
    private final Semaphore news = new Semaphore(0);
    private final Map<String, String> stops = new HashMap<>();
    private final Thread thread;
    private volatile boolean stopped;
    private @Nullable Counsel last;
    private String said = "";

    /**
     * Acts from now on.
     *
     * @param leads    whether this process is the one that writes
     * @param troubles takes sentences about what does not work
     */
    public Acting(
            Api api, ActingTerms terms, BooleanSupplier leads, ActionObserver observer, Consumer<String> troubles) {
        this.terms = terms;
        this.leads = leads;
        this.observer = observer;
        this.troubles = troubles;
        this.policies = Policies.watched(api, news::release, troubles);
        Measurements source = Objects.requireNonNullElse(terms.adviser(), Measurements.NONE);
        this.applying = new Applying(api, terms.audit(), Pause.USUAL, leads, source, policies::all);
        this.advising = Advising.begun(api, terms, policies::all, leads, observer, news::release, troubles);
        this.thread = Thread.ofPlatform().name("kerf-acting").daemon().start(this::run);
    }

    private void run() {
        try {
            Duration rest = Duration.ZERO;
            boolean changed = false;
            while (!stopped) {
                if (leads.getAsBoolean()) {
                    rest = turn(changed);
                } else {
                    rest = terms.tends();
                }
                changed = news.tryAcquire(rest.toMillis(), TimeUnit.MILLISECONDS);
                news.drainPermits();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** One look at everything; how long to rest after it. */
    private Duration turn(boolean changed) {
        int open = -1;
        try {
            Instant now = terms.clock().instant();
            open = tend(now);
            Counsel fresh = advising == null ? null : advising.news();
            last = fresh == null ? last : fresh;
            if (last != null && (fresh != null || changed) && policies.act()) {
                open += follow(last, now);
            }
            said = "";
        } catch (RuntimeException broken) {
            complain("actions are not looked after: " + broken.getMessage());
        }
        return open == 0 ? terms.tends().multipliedBy(SELDOM) : terms.tends();
    }

    private void complain(String sentence) {
        if (!sentence.equals(said)) {
            said = sentence;
            troubles.accept(sentence);
        }
    }

    private int tend(Instant now) {
        List<Application> all = applying.tend(now);
        all.stream().filter(came -> !came.state().open()).forEach(observer::came);
        int open = (int) all.stream().filter(came -> came.state().open()).count();
        observer.open(open);
        return open;
    }

    /** Puts all advice to the guards; how many actions were begun. */
    private int follow(Counsel counsel, Instant now) {
        List<Application> all = new ArrayList<>();
        stops.keySet().retainAll(counsel.doable().stream().map(Advice::id).toList());
        for (Advice advice : counsel.doable()) {
            if (!stopped && leads.getAsBoolean()) {
                Application came = applying.apply(counsel.proposal(advice), policies.all(), now);
                all.add(came);
                tell(advice, came, now);
            }
        }
        observer.asked(all);
        return (int) all.stream().filter(came -> came.state().open()).count();
    }

    private void tell(Advice advice, Application came, Instant now) {
        String stop = came.stopped().map(guard -> guard.name()).orElse("");
        String before = stops.put(advice.id(), stop);
        if (came.state().open()) {
            observer.came(came);
            Objects.requireNonNull(terms.adviser()).followed(advice, now);
        } else if (came.state() == State.ROLLED_BACK) {
            observer.came(came);
        } else if (!stop.equals(before)) {
            observer.stopped(came);
        }
    }

    @Override
    public void close() {
        stopped = true;
        if (advising != null) {
            advising.close();
        }
        policies.close();
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
