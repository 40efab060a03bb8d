package dev.kerf.kube.act;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** Which actions were begun within the hour, by policy. One that is told of twice counts once. */
final class Book {
    private static final Duration HOUR = Duration.ofHours(1);
    private final Set<Begun> begun = new HashSet<>();

    private record Begun(String policy, String advice, Instant at) {}

    synchronized void begins(String policy, String advice, Instant at) {
        begun.add(new Begun(policy, advice, at));
    }

    synchronized int lately(String policy, Instant now) {
        begun.removeIf(each -> each.at().plus(HOUR).isBefore(now));
        return (int) begun.stream().filter(each -> each.policy().equals(policy)).count();
    }
}
