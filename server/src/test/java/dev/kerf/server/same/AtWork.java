package dev.kerf.server.same;

import dev.kerf.core.plan.Policy;
import dev.kerf.kube.api.Access;
import dev.kerf.kube.api.Calls;
import dev.kerf.kube.schedule.Cycle;
import dev.kerf.kube.schedule.Observer;
import dev.kerf.server.Profile;
import dev.kerf.server.Reporting;
import dev.kerf.server.Running;
import dev.kerf.server.http.Listen;
import dev.kerf.testbed.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** Kerf at work on a server that was given a case, one round first. */
final class AtWork implements AutoCloseable {
    /** Longer than it takes to write what one round has decided. */
    private static final Duration WRITTEN = Duration.ofMillis(700);
    /** Longer than it takes Kerf to write anew a sentence of which the numbers alone have changed. */
    private static final Duration STILL = Duration.ofSeconds(15);

    private final CountDownLatch secondRound = new CountDownLatch(1);
    private volatile boolean decided;
    private final Running running;
    private final List<String> said = Collections.synchronizedList(new ArrayList<>());

    AtWork(Path kubeconfig, Policy policy) {
        Reporting reporting =
                new Reporting("test", said::add, said::add, List.of(new Pause()), Calls.UNHEARD, Listen.OFF, null);
        this.running = Running.on(new Access(kubeconfig, null), new Profile("kerf", null), policy, reporting);
        Thread.ofVirtual().start(() -> {
            try {
                running.run();
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
                () -> look.at(shown.get(), begun()),
                seen -> begun() && (seen.equals(expected) || look.since(still)));
    }

    private boolean begun() {
        return (decided || running.scheduler().cycles() > 0)
                && running.scheduler().idle();
    }

    /** Waits until it has gone through everything once more. */
    void again(OnServer server) {
        long before = running.scheduler().cycles();
        server.stir();
        Await.until(
                "another cycle",
                () -> running.scheduler().cycles() > before
                        && running.scheduler().idle());
    }

    @Override
    public void close() {
        secondRound.countDown();
        running.close();
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
