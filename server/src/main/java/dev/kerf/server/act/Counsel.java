package dev.kerf.server.act;

import dev.kerf.core.act.Proposal;
import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Advice;
import dev.kerf.core.advise.Advised;
import dev.kerf.core.advise.Guard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Advice with what it rests on.
 *
 * @param advised  all of it
 * @param trust    how much of the measurements can be believed, 0 to 1
 * @param measured when the newest of them were taken
 */
public record Counsel(Advised advised, double trust, Instant measured) {
    /** What of it Kerf could do itself, the most worthy first. */
    List<Advice> doable() {
        return advised.advice().stream()
                .filter(advice -> !(advice.draft().action() instanceof Action.Manifest))
                .toList();
    }

    /** An advice as it is put to the guards; what has no place beside better advice is stopped by that. */
    Proposal proposal(Advice advice) {
        Proposal alone = Proposal.of(advice, trust, measured);
        Set<String> together = new HashSet<>();
        advised.followed().forEach(other -> together.add(other.id()));
        List<Guard> guards = new ArrayList<>(alone.guards());
        if (advice.clear() && !together.contains(advice.id())) {
            guards.add(Guard.failed("no-room-together", "it has no place beside what is better"));
        }
        return new Proposal(
                alone.advice(),
                alone.action(),
                alone.dayCents(),
                alone.placed(),
                alone.trust(),
                alone.measured(),
                alone.expires(),
                guards);
    }
}
