package dev.kerf.core.snapshot;

import dev.kerf.core.model.HostPort;
import dev.kerf.core.model.PodTerm;
import dev.kerf.core.model.Spread;
import java.util.List;

/**
 * The rules of company one class of tasks is subject to.
 *
 * @param near       a task of the counter must stand in the node's domain, for each of these
 * @param mayBeFirst where no task at all satisfies {@code near}, this one may come first, since it would itself
 * @param away       no task of the counter may stand in the node's domain
 * @param repelledBy tasks that stand there already and want none of this class in their domain
 * @param wishes     preferred company
 * @param spreads    topology spread
 * @param ports      host ports that must be free on the node
 */
public record Rules(
        List<Company> near,
        boolean mayBeFirst,
        List<Company> away,
        List<Company> repelledBy,
        List<Wish> wishes,
        List<SpreadRule> spreads,
        List<PortRule> ports) {
    /** Company wanted or not wanted, and the term that says so. */
    public record Company(Counter counter, PodTerm term) {}

    /** Preferred company; the weight is negative for company to be avoided. */
    public record Wish(Counter counter, int weight) {}

    /** A spread constraint; {@code self} is 1 where the task itself is among those counted. */
    public record SpreadRule(Counter counter, Spread spread, Topology topology, int self) {
        /** The node's domain; negative where it is in none. */
        public int domainOf(int node) {
            return topology.domainOf()[node];
        }

        public int domains() {
            return topology.domains();
        }
    }

    /** A host port and the counter of tasks that would clash with it. */
    public record PortRule(Counter counter, HostPort port) {}

    /** Whether any rule can forbid a node. */
    public boolean binding() {
        return !near.isEmpty()
                || !away.isEmpty()
                || !repelledBy.isEmpty()
                || !ports.isEmpty()
                || spreads.stream().anyMatch(s -> s.spread().required());
    }

    /** Whether any rule makes one node dearer than another. */
    public boolean wishing() {
        return !wishes.isEmpty() || spreads.stream().anyMatch(s -> !s.spread().required());
    }
}
