package dev.kerf.server.same;

import dev.kerf.testbed.Await;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** What Kerf on a server tells the time by. */
interface Clock extends InstantSource {
    /** What the server stamps its objects by. */
    Instant stamped();

    /** Returns when so much time has passed, at least until the next second, or the next second where time cannot be put forward. */
    void pass(Duration time);

    /** Puts Kerf's time forward to that moment, unless it is past it. */
    void forward(Instant to);

    /** Kerf's and the server's time are as far apart as they were at first. */
    void back();

    /**
     * That of this machine, as a server of another process has it: what it stamps is never older than a wait. Only Kerf's own time can be
     * put forward, so that all that is there grows older at once.
     */
    final class OfMachine implements Clock {
        private volatile Duration ahead = Duration.ZERO;

        @Override
        public Instant instant() {
            return stamped().plus(ahead);
        }

        @Override
        public Instant stamped() {
            return Instant.now();
        }

        @Override
        public void pass(Duration time) {
            Instant next = nextSecond(stamped());
            Await.until("the next second", () -> !stamped().isBefore(next));
        }

        @Override
        public void forward(Instant to) {
            ahead = ahead.plus(until(instant(), to));
        }

        @Override
        public void back() {
            ahead = Duration.ZERO;
        }
    }

    /** One that goes as fast as that of the machine and can be put forward, for Kerf and server alike. */
    final class Ahead implements Clock {
        private volatile Duration ahead = Duration.ZERO;

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public Instant stamped() {
            return instant();
        }

        @Override
        public void pass(Duration time) {
            Instant now = instant();
            Instant then = now.plus(time);
            forward(then.isBefore(nextSecond(now)) ? nextSecond(now) : then);
        }

        @Override
        public void forward(Instant to) {
            ahead = ahead.plus(until(instant(), to));
        }

        @Override
        public void back() {}
    }

    private static Instant nextSecond(Instant now) {
        return now.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    }

    private static Duration until(Instant now, Instant to) {
        return to.isAfter(now) ? Duration.between(now, to) : Duration.ZERO;
    }
}
