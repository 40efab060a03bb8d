package dev.kerf.core.snapshot;

import dev.kerf.core.model.HostPort;
import dev.kerf.core.model.Node;
import dev.kerf.core.model.PodPreference;
import dev.kerf.core.model.PodTerm;
import dev.kerf.core.model.Spread;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What tasks demand of each other's company: pod affinity and anti-affinity, topology spread, host ports. Every such
 * rule becomes a question to a counter; a {@link Counter} counts, per domain of one topology, the tasks of certain
 * classes that stand there.
 */
public final class Relations {
    private static final String BY_NODE = "";
    private final List<Node> nodes;
    private final List<TaskClass> classes;
    private final Map<String, Topology> topologies = new HashMap<>();
    private final Map<Counter.Key, Counter> interned = new HashMap<>();
    private final List<Counter> counters = new ArrayList<>();
    private final List<Rules> rules = new ArrayList<>();
    private final int[][] countedIn;

    Relations(List<Node> nodes, List<TaskClass> classes) {
        this.nodes = nodes;
        this.classes = classes;
        topologies.put(BY_NODE, Topology.byNode(nodes.size()));
        Set<PodTerm> repelling = new HashSet<>();
        for (TaskClass c : classes) {
            repelling.addAll(c.constraints().away());
        }
        for (TaskClass c : classes) {
            rules.add(rulesOf(c, repelling));
        }
        this.countedIn = new int[classes.size()][];
        for (int c = 0; c < countedIn.length; c++) {
            int number = c;
            countedIn[c] = counters.stream()
                    .filter(k -> k.classes().get(number))
                    .mapToInt(Counter::index)
                    .toArray();
        }
    }

    /** The rules that a class brings or is subject to. */
    public Rules rules(int taskClass) {
        return rules.get(taskClass);
    }

    /** All counters; a counter's index is its position. */
    public List<Counter> counters() {
        return counters;
    }

    int[] countedIn(int taskClass) {
        return countedIn[taskClass];
    }

    private Rules rulesOf(TaskClass c, Set<PodTerm> repelling) {
        var constraints = c.constraints();
        List<PodTerm> near = constraints.near();
        Predicate<TaskClass> all = k -> near.stream().allMatch(t -> matches(t, k));
        List<Rules.Company> nearRules = near.stream()
                .map(t -> new Rules.Company(counter(all, t.topologyKey()), t))
                .toList();
        List<Rules.Company> awayRules = constraints.away().stream()
                .map(t -> new Rules.Company(counter(k -> matches(t, k), t.topologyKey()), t))
                .toList();
        List<Rules.Company> repelled = repelling.stream()
                .filter(t -> matches(t, c))
                .map(t -> new Rules.Company(counter(k -> k.constraints().away().contains(t), t.topologyKey()), t))
                .toList();
        return new Rules(
                nearRules, !near.isEmpty() && all.test(c), awayRules, repelled, wishes(c), spreads(c), ports(c));
    }

    private List<Rules.Wish> wishes(TaskClass c) {
        List<Rules.Wish> found = new ArrayList<>();
        for (PodPreference p : c.constraints().podPreferences()) {
            found.add(new Rules.Wish(counter(k -> matches(p.term(), k), p.term().topologyKey()), p.weight()));
        }
        return List.copyOf(found);
    }

    private List<Rules.SpreadRule> spreads(TaskClass c) {
        List<Rules.SpreadRule> found = new ArrayList<>();
        for (Spread s : c.constraints().spreads()) {
            Predicate<TaskClass> counted =
                    k -> k.namespace().equals(c.namespace()) && s.selector().matches(k.labels());
            found.add(new Rules.SpreadRule(
                    counter(counted, BY_NODE), s, topology(s.topologyKey()), counted.test(c) ? 1 : 0));
        }
        return List.copyOf(found);
    }

    private List<Rules.PortRule> ports(TaskClass c) {
        List<Rules.PortRule> found = new ArrayList<>();
        for (HostPort port : c.constraints().hostPorts()) {
            Predicate<TaskClass> users =
                    k -> k.constraints().hostPorts().stream().anyMatch(port::conflictsWith);
            found.add(new Rules.PortRule(counter(users, BY_NODE), port));
        }
        return List.copyOf(found);
    }

    private static boolean matches(PodTerm term, TaskClass c) {
        return term.matches(c.anyMember(), c.labels());
    }

    private Topology topology(String key) {
        return topologies.computeIfAbsent(key, k -> Topology.of(k, nodes));
    }

    private Counter counter(Predicate<TaskClass> counted, String topologyKey) {
        BitSet set = new BitSet();
        for (TaskClass c : classes) {
            set.set(c.index(), counted.test(c));
        }
        Counter.Key key = new Counter.Key(set, topologyKey);
        Counter known = interned.get(key);
        if (known == null) {
            known = new Counter(counters.size(), set, topology(topologyKey));
            interned.put(key, known);
            counters.add(known);
        }
        return known;
    }
}
