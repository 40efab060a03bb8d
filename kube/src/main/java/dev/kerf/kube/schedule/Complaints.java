package dev.kerf.kube.schedule;

import dev.kerf.kube.api.Answer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What went wrong, said for one pod where it is the same for many: a permission once, the rest every ten seconds at most. */
final class Complaints {
    private static final int FORBIDDEN = 403;
    private static final int MOST = 100;
    private static final long AGAIN = TimeUnit.SECONDS.toNanos(10);
    private final Consumer<String> log;
    private final Map<String, Long> said = new HashMap<>();

    Complaints(Consumer<String> log) {
        this.log = log;
    }

    /**
     * Says it, unless it was said.
     *
     * @param what  was tried, without the pod's name: {@code cannot bind}
     * @param whole what was tried, with it
     */
    synchronized void say(String what, String whole, Answer answer) {
        boolean forbidden = answer.code() == FORBIDDEN;
        String key = what + (forbidden ? "" : answer.message());
        Long before = said.get(key);
        long now = System.nanoTime();
        if (before == null || (!forbidden && now - before > AGAIN)) {
            if (said.size() > MOST) {
                said.clear();
            }
            said.put(key, now);
            log.accept(whole + ": " + answer.message());
        }
    }
}
