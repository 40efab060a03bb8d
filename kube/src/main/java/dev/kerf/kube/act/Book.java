package dev.kerf.kube.act;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;

/** Which actions were begun within the hour, by policy. One that is told of twice, or begun anew by another process, counts once. */
final class Book {
    private static final Duration HOUR = Duration.ofHours(1);
    private final Set<Begun> begun = new HashSet<>();

    private record Begun(String policy, String advice, Instant at) {}

    synchronized void begins(String policy, String advice, Instant at) {
        begun.add(new Begun(policy, advice, at));
    }

    /** What was to be begun last of an advice was not, after all. */
    synchronized void notBegun(String advice) {
        begun.stream()
                .filter(each -> each.advice().equals(advice))
                .max(Comparator.comparing(Begun::at))
                .ifPresent(begun::remove);
    }

    synchronized int lately(String policy, Instant now) {
        begun.removeIf(each -> each.at().plus(HOUR).isBefore(now));
        return (int) begun.stream()
                .filter(each -> each.policy().equals(policy))
                .map(Begun::advice)
                .distinct()
                .count();
    }
}
