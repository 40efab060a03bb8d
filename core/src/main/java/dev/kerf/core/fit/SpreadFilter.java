package dev.kerf.core.fit;

import dev.kerf.core.model.Constraints;
import dev.kerf.core.model.Node;
import dev.kerf.core.model.Spread;
import dev.kerf.core.model.Taint;
import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Reason;
import dev.kerf.core.snapshot.Rules;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;
import java.util.List;

/**
 * Placing the task keeps every required topology spread within its skew. The counts per domain are taken when the
 * filter is made, so it holds for one state of the workspace and one class.
 */
final class SpreadFilter implements Filter {
    private final List<Rules.SpreadRule> rules;
    private final List<int[]> counts;
    private final int[] emptiest;

    SpreadFilter(Workspace workspace, int taskClass) {
        this.rules = workspace.snapshot().relations().rules(taskClass).spreads().stream()
                .filter(s -> s.spread().required())
                .toList();
        this.counts = rules.stream().map(r -> count(workspace, taskClass, r)).toList();
        this.emptiest = new int[rules.size()];
        for (int i = 0; i < emptiest.length; i++) {
            emptiest[i] = emptiest(counts.get(i), rules.get(i).spread());
        }
    }

    /** Matching tasks per domain of the rule; −1 where no node of the domain is eligible. */
    static int[] count(Workspace workspace, int taskClass, Rules.SpreadRule rule) {
        Snapshot snapshot = workspace.snapshot();
        Constraints constraints = snapshot.classes().get(taskClass).constraints();
        int[] found = new int[rule.domains()];
        java.util.Arrays.fill(found, -1);
        for (int n = 0; n < snapshot.nodeCount(); n++) {
            int domain = rule.domainOf(n);
            if (domain >= 0 && eligible(snapshot.node(n), constraints, rule.spread())) {
                found[domain] = Math.max(0, found[domain]) + workspace.count(rule.counter(), n);
            }
        }
        return found;
    }

    private static boolean eligible(Node node, Constraints constraints, Spread spread) {
        if (spread.honorAffinity() && !affine(node, constraints)) {
            return false;
        }
        return !spread.honorTaints()
                || node.taints().stream()
                        .allMatch(t -> t.effect() == Taint.Effect.PREFER_NO_SCHEDULE || constraints.tolerates(t));
    }

    private static boolean affine(Node node, Constraints c) {
        return c.selector().stream().allMatch(r -> r.matches(node.labels()))
                && (c.affinity().isEmpty() || c.affinity().stream().anyMatch(t -> t.matches(node)));
    }

    private static int emptiest(int[] counts, Spread spread) {
        int domains = 0;
        int least = Integer.MAX_VALUE;
        for (int count : counts) {
            if (count >= 0) {
                domains++;
                least = Math.min(least, count);
            }
        }
        return domains < spread.minDomains() || domains == 0 ? 0 : least;
    }

    @Override
    public boolean passes(int taskClass, int node) {
        for (int i = 0; i < emptiest.length; i++) {
            if (!within(i, node)) {
                return false;
            }
        }
        return true;
    }

    private boolean within(int rule, int node) {
        int domain = rules.get(rule).domainOf(node);
        if (domain < 0) {
            return false;
        }
        int standing = Math.max(0, counts.get(rule)[domain]);
        return standing + rules.get(rule).self() - emptiest[rule]
                <= rules.get(rule).spread().maxSkew();
    }

    @Override
    public Reason reason(int taskClass, int[] nodes, String scope) {
        Spread broken = broken(nodes[0]);
        return Reason.of(Code.SPREAD, "skew", broken.maxSkew(), "topology", broken.topologyKey(), "scope", scope);
    }

    private Spread broken(int node) {
        int rule = 0;
        while (within(rule, node)) {
            rule++;
        }
        return rules.get(rule).spread();
    }

    @Override
    public String aside(int taskClass, int[] nodes) {
        return "ahead in " + broken(nodes[0]).topologyKey();
    }

    @Override
    public boolean lasting() {
        return false;
    }
}
