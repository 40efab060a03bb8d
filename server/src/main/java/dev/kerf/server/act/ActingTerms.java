package dev.kerf.server.act;

import dev.kerf.kube.act.AuditLog;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * How a server acts.
 *
 * @param audit   told of everything before it is done
 * @param adviser who advises; null: nobody, and only what others have begun is finished
 * @param every   how often advice is worked out anew
 * @param tends   how often what is not settled is looked at; where nothing is, six times as seldom
 * @param clock   the time
 */
public record ActingTerms(
        AuditLog audit, @Nullable Adviser adviser, Duration every, Duration tends, InstantSource clock) {
    public static final Duration USUAL_EVERY = Duration.ofMinutes(10);
    public static final Duration USUAL_TENDS = Duration.ofSeconds(5);
}
