package dev.kerf.core.fit;

import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Reason;
import dev.kerf.core.snapshot.Rules;
import dev.kerf.core.snapshot.Workspace;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The filters that look at what else stands there: host ports, pod affinity and anti-affinity. */
final class CompanyFilters {
    private CompanyFilters() {}

    /** No task on the node holds a port the task opens. */
    record Ports(Workspace workspace) implements Filter {
        @Override
        public boolean passes(int taskClass, int node) {
            return taken(taskClass, node).findAny().isEmpty();
        }

        private Stream<Rules.PortRule> taken(int taskClass, int node) {
            return workspace.snapshot().relations().rules(taskClass).ports().stream()
                    .filter(p -> workspace.count(p.counter(), node) > 0);
        }

        private String port(int taskClass, int[] nodes) {
            return taken(taskClass, nodes[0])
                    .map(p -> p.port().toString())
                    .sorted()
                    .findFirst()
                    .orElse("");
        }

        @Override
        public Reason reason(int taskClass, int[] nodes, String scope) {
            return Reason.of(Code.HOST_PORT, "port", port(taskClass, nodes), "scope", scope);
        }

        @Override
        public String aside(int taskClass, int[] nodes) {
            return "with host port " + port(taskClass, nodes) + " taken";
        }

        @Override
        public boolean lasting() {
            return false;
        }
    }

    /** The company the task must have stands in the node's domain. */
    record Near(Workspace workspace) implements Filter {
        @Override
        public boolean passes(int taskClass, int node) {
            Rules rules = workspace.snapshot().relations().rules(taskClass);
            if (rules.near().isEmpty()) {
                return true;
            }
            boolean first =
                    rules.mayBeFirst() && rules.near().stream().allMatch(c -> workspace.total(c.counter()) == 0);
            return rules.near().stream().allMatch(c -> {
                int domain = c.counter().domainOf(node);
                return domain >= 0 && (first || workspace.count(c.counter(), domain) > 0);
            });
        }

        @Override
        public Reason reason(int taskClass, int[] nodes, String scope) {
            Rules.Company missing = missing(taskClass, nodes[0]);
            return Reason.of(
                    Code.POD_AFFINITY,
                    "topology",
                    missing.term().topologyKey(),
                    "selector",
                    missing.term().selector().toString(),
                    "scope",
                    scope);
        }

        private Rules.Company missing(int taskClass, int node) {
            List<Rules.Company> near =
                    workspace.snapshot().relations().rules(taskClass).near();
            return near.stream()
                    .filter(c -> c.counter().domainOf(node) < 0
                            || workspace.count(c.counter(), c.counter().domainOf(node)) == 0)
                    .findFirst()
                    .orElse(near.getFirst());
        }

        @Override
        public String aside(int taskClass, int[] nodes) {
            return "away from pods matching "
                    + missing(taskClass, nodes[0]).term().selector();
        }

        @Override
        public boolean lasting() {
            return false;
        }
    }

    /** No company the task must keep away from, or that wants it away, stands in the node's domain. */
    record Away(Workspace workspace) implements Filter {
        @Override
        public boolean passes(int taskClass, int node) {
            Rules rules = workspace.snapshot().relations().rules(taskClass);
            Predicate<Rules.Company> clear = c -> !stands(c, node);
            return rules.away().stream().allMatch(clear)
                    && rules.repelledBy().stream().allMatch(clear);
        }

        private boolean stands(Rules.Company company, int node) {
            int domain = company.counter().domainOf(node);
            return domain >= 0 && workspace.count(company.counter(), domain) > 0;
        }

        private Rules.Company clash(int taskClass, int[] nodes) {
            Rules rules = workspace.snapshot().relations().rules(taskClass);
            return Arrays.stream(nodes)
                    .boxed()
                    .flatMap(n -> Stream.concat(rules.away().stream(), rules.repelledBy().stream())
                            .filter(c -> stands(c, n)))
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public Reason reason(int taskClass, int[] nodes, String scope) {
            Rules.Company clash = clash(taskClass, nodes);
            return Reason.of(
                    Code.POD_ANTI_AFFINITY,
                    "topology",
                    clash.term().topologyKey(),
                    "selector",
                    clash.term().selector().toString(),
                    "scope",
                    scope);
        }

        @Override
        public String aside(int taskClass, int[] nodes) {
            return "beside pods matching " + clash(taskClass, nodes).term().selector();
        }

        @Override
        public boolean lasting() {
            return false;
        }
    }
}
