package dev.kerf.observe.prometheus;

import java.time.Duration;

/**
 * How long and how often a Prometheus is asked.
 *
 * @param connect   at most until it is there
 * @param answer    at most until the last byte of an answer
 * @param tries     of one question, the first among them
 * @param pause     before the second try; each later one is twice as long
 * @param mostBytes of one answer, unpacked
 * @param atOnce    questions
 */
public record Patience(Duration connect, Duration answer, int tries, Duration pause, long mostBytes, int atOnce) {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final long USUAL_BYTES = 512L << 20;

    /** What a Prometheus that has much to do needs. */
    public static final Patience USUAL =
            new Patience(Duration.ofSeconds(10), Duration.ofMinutes(2), 5, Duration.ofMillis(500), USUAL_BYTES, 4);

    public Patience {
        if (tries < 1 || atOnce < 1 || mostBytes < 1 || !positive(connect) || !positive(answer)) {
            throw new IllegalArgumentException("tries, bytes, questions and times must be above zero");
        }
    }

    private static boolean positive(Duration time) {
        return !time.isZero() && !time.isNegative();
    }

    /** The same, and no answer takes longer. */
    public Patience within(Duration longest) {
        return new Patience(connect, longest, tries, pause, mostBytes, atOnce);
    }

    /** The same, and no answer is larger. */
    public Patience upTo(long bytes) {
        return new Patience(connect, answer, tries, pause, bytes, atOnce);
    }

    /** The same with so many tries. */
    public Patience trying(int times) {
        return new Patience(connect, answer, times, pause, mostBytes, atOnce);
    }

    /**
     * How long to wait after a try that failed.
     *
     * @param failed how many have, from 1
     * @param dice   0 to 1, so that many who wait do not all come back at once
     * @param wished by the server; zero: it wished nothing
     */
    Duration wait(int failed, double dice, Duration wished) {
        double doubled = pause.toMillis() * Math.pow(2, failed - 1) * (0.5 + dice / 2);
        Duration own = Duration.ofMillis((long) doubled);
        Duration longer = wished.compareTo(own) > 0 ? wished : own;
        return longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    }
}
