package dev.kerf.kube.reflect;

import dev.kerf.kube.api.Answer;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** How a reflector waits between failures, longer each time, and what it says about them, each thing once. */
public final class Backoff {
    private static final long FIRST_MILLIS = 50;
    private static final long MOST_MILLIS = 10_000;
    private static final int FORBIDDEN = 403;
    private static final int MISSING = 404;
    /** Failures that pass are nobody's business before they last. */
    private static final int WORTH_SAYING = 4;

    private final Consumer<String> log;
    private long next = FIRST_MILLIS;
    private String said = "";
    private int failures;

    /** @param log takes sentences for the person who runs this */
    public Backoff(Consumer<String> log) {
        this.log = log;
    }

    /** Waits, with jitter, before the next try. */
    void pause() {
        long millis = next / 2 + ThreadLocalRandom.current().nextLong(next / 2 + 1);
        next = Math.min(MOST_MILLIS, next * 2);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** It works again. */
    void begin() {
        next = FIRST_MILLIS;
        said = "";
        failures = 0;
    }

    /** A stream ended in peace; only one that brought nothing is a reason to wait. */
    void ended(boolean progress) {
        if (progress) {
            begin();
        } else {
            pause();
        }
    }

    void refused(String verb, Resource resource, Answer answer) {
        failures++;
        if (answer.passing() && failures < WORTH_SAYING) {
            return;
        }
        String why =
                switch (answer.code()) {
                    case FORBIDDEN ->
                        "lacks the permission to " + verb + " " + resource.plural() + " (" + answer.message()
                                + "); grant it with the chart's ClusterRole";
                    case MISSING -> "finds no " + resource.plural() + " in this cluster: it does not serve them";
                    default -> "cannot " + verb + " " + resource.plural() + ": " + answer.message();
                };
        say(why);
    }

    void broken(Resource resource, String problem) {
        say("cannot read the server's " + resource.plural() + ": " + problem + "; lists them anew");
    }

    private void say(String sentence) {
        if (!sentence.equals(said)) {
            said = sentence;
            log.accept(sentence);
        }
    }
}
