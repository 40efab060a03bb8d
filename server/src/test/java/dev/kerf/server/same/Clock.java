package dev.kerf.server.same;

import dev.kerf.testbed.Await;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** What a server and the Kerf on it tell the time by. */
interface Clock extends InstantSource {
    /** Returns in the next second: what is made after that is younger. */
    void nextSecond();

    /** That of this machine, as a server of another process has it: there is nothing for it but to wait. */
    final class OfMachine implements Clock {
        @Override
        public Instant instant() {
            return Instant.now();
        }

        @Override
        public void nextSecond() {
            Instant next = Ahead.next(instant());
            Await.until("the next second", () -> !instant().isBefore(next));
        }
    }

    /** One that goes as fast as that of the machine and can be put forward. */
    final class Ahead implements Clock {
        private volatile Duration ahead = Duration.ZERO;

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public void nextSecond() {
            Instant now = instant();
            ahead = ahead.plus(Duration.between(now, next(now)));
        }

        private static Instant next(Instant now) {
            return now.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        }
    }
}
