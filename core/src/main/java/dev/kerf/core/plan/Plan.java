package dev.kerf.core.plan;

import java.util.List;
import java.util.stream.Stream;

/**
 * The decisions of one cycle, in the order they were taken.
 *
 * @param decisions one for each pending task of the snapshot, and one for each standing one that is to leave
 * @param gangs     what became of each gang, and of each of its parts that has members
 * @param warnings  what had to be inferred about the tasks that stood already
 */
public record Plan(List<Decision> decisions, List<GangVerdict> gangs, List<String> warnings) {
    public Plan {
        decisions = List.copyOf(decisions);
        gangs = List.copyOf(gangs);
        warnings = List.copyOf(warnings);
    }

    /** A plan for a cluster without gangs. */
    public Plan(List<Decision> decisions, List<String> warnings) {
        this(decisions, List.of(), warnings);
    }

    public Stream<Decision.Bind> binds() {
        return decisions.stream().filter(Decision.Bind.class::isInstance).map(Decision.Bind.class::cast);
    }

    public Stream<Decision.Hold> holds() {
        return decisions.stream().filter(Decision.Hold.class::isInstance).map(Decision.Hold.class::cast);
    }
}
