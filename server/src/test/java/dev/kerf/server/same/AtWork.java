package dev.kerf.server.same;

import dev.kerf.core.plan.Policy;
import dev.kerf.kube.api.Api;
import dev.kerf.kube.schedule.Cycle;
import dev.kerf.kube.schedule.Observer;
import dev.kerf.kube.schedule.Scheduler;
import dev.kerf.kube.schedule.Settings;
import dev.kerf.server.Profile;
import dev.kerf.testbed.Await;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** Kerf at work on a server that was given a case, one round first. */
final class AtWork implements AutoCloseable {
    private static final long SEED = 0;
    /** Longer than it takes to write what one round has decided. */
    private static final Duration WRITTEN = Duration.ofMillis(700);
    /** Longer than it takes Kerf to write anew a sentence of which the numbers alone have changed. */
    private static final Duration STILL = Duration.ofSeconds(15);

    private final CountDownLatch secondRound = new CountDownLatch(1);
    private volatile boolean decided;
    private final Scheduler scheduler;
    private final List<String> said = Collections.synchronizedList(new ArrayList<>());

    /**
     * Of a Kerf, what begins anew with each case: what it sees, remembers and has under way. The connection is the same for
     * all of them; that it has the rights is asked elsewhere.
     */
    AtWork(Api api, InstantSource clock, Policy policy) {
        Profile profile = new Profile("kerf", null);
        Settings settings =
                new Settings(profile.name(), profile.pool(), policy, SEED, clock, said::add, profile.reservations());
        this.scheduler = new Scheduler(api, settings, () -> true, new Pause());
        Thread.ofVirtual().start(() -> {
            try {
                scheduler.run();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Lets the second round begin when the time has come. */
    private final class Pause implements Observer {
        @Override
        public void decided(Cycle cycle) {
            decided = true;
            try {
                secondRound.await();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * What one round comes to. What is said in a later round only, since it waits for something first, such as the card of a
     * reservation or more pods of a gang, is added when it is said.
     */
    Outcome round(Outcome expected, Supplier<Outcome> shown) {
        Outcome first = await(expected, shown, WRITTEN);
        secondRound.countDown();
        return await(expected, () -> first.or(shown.get()), STILL);
    }

    /** What is expected and no more to write, or else what has stood still for so long. */
    private Outcome await(Outcome expected, Supplier<Outcome> shown, Duration still) {
        Look look = new Look();
        return Await.until(
                "an outcome; Kerf said " + said,
                () -> begun() ? look.at(shown.get(), begun()) : look.at(Outcome.NOTHING, false),
                seen -> begun() && (seen.equals(expected) || look.since(still)));
    }

    private boolean begun() {
        return (decided || scheduler.cycles() > 0) && scheduler.idle();
    }

    /** Waits until it has gone through everything once more. */
    void again(OnServer server) {
        long before = scheduler.cycles();
        server.stir();
        Await.until("another cycle", () -> scheduler.cycles() > before && scheduler.idle());
    }

    @Override
    public void close() {
        secondRound.countDown();
        scheduler.close();
    }

    /** Since when the same is seen, once the round has been decided. */
    private static final class Look {
        private Outcome last = Outcome.NOTHING;
        private long since = System.nanoTime();

        Outcome at(Outcome seen, boolean begun) {
            if (!begun || !seen.equals(last)) {
                last = seen;
                since = System.nanoTime();
            }
            return seen;
        }

        boolean since(Duration time) {
            return System.nanoTime() - since > time.toNanos();
        }
    }
}
