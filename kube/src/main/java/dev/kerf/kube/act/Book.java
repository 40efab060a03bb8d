package dev.kerf.kube.act;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Which actions were begun within the hour, by policy. */
final class Book {
    private static final Duration HOUR = Duration.ofHours(1);
    private final Deque<Begun> begun = new ArrayDeque<>();

    private record Begun(String policy, Instant at) {}

    synchronized void begins(String policy, Instant at) {
        begun.add(new Begun(policy, at));
    }

    synchronized int lately(String policy, Instant now) {
        begun.removeIf(each -> each.at().plus(HOUR).isBefore(now));
        return (int) begun.stream().filter(each -> each.policy().equals(policy)).count();
    }
}
