package dev.kerf.core.plan;

import dev.kerf.core.account.QueueState;
import java.util.List;
import java.util.stream.Stream;

/**
 * The decisions of one cycle, in the order they were taken.
 *
 * @param decisions one for each pending task of the snapshot, and one for each standing one that is to leave
 * @param gangs     what became of each gang, and of each of its parts that has members
 * @param warnings  what had to be inferred about the tasks that stood already
 * @param queues    what each queue has come to; none where there are none
 */
public record Plan(List<Decision> decisions, List<GangVerdict> gangs, List<String> warnings, List<QueueState> queues) {
    public Plan {
        decisions = List.copyOf(decisions);
        gangs = List.copyOf(gangs);
        warnings = List.copyOf(warnings);
        queues = List.copyOf(queues);
    }

    /** A plan for a cluster without queues. */
    public Plan(List<Decision> decisions, List<GangVerdict> gangs, List<String> warnings) {
        this(decisions, gangs, warnings, List.of());
    }

    /** A plan for a cluster without gangs. */
    public Plan(List<Decision> decisions, List<String> warnings) {
        this(decisions, List.of(), warnings, List.of());
    }

    public Stream<Decision.Bind> binds() {
        return decisions.stream().filter(Decision.Bind.class::isInstance).map(Decision.Bind.class::cast);
    }

    public Stream<Decision.Hold> holds() {
        return decisions.stream().filter(Decision.Hold.class::isInstance).map(Decision.Hold.class::cast);
    }

    public Stream<Decision.Nominate> nominations() {
        return decisions.stream().filter(Decision.Nominate.class::isInstance).map(Decision.Nominate.class::cast);
    }

    public Stream<Decision.Evict> evictions() {
        return decisions.stream().filter(Decision.Evict.class::isInstance).map(Decision.Evict.class::cast);
    }
}
