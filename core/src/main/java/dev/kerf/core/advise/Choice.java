package dev.kerf.core.advise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which advice can be followed together: the set that is worth most in which no two live off the same device or workload.
 * Exact, by branch and bound, where few stand in each other's way; beyond that the best first.
 */
final class Choice {
    private static final int EXACT = 24;
    /** More than any saving: what lacks something now comes before what holds too much. */
    private static final double FIRST = 1e7;

    private final List<Advice> group;
    private List<Advice> best = List.of();
    private double bestWorth = -1;

    private Choice(List<Advice> group) {
        this.group = group;
    }

    /** The best set, the most worthy first. Advice that is stopped gives way to advice that is not. */
    static List<Advice> of(List<Advice> all) {
        List<Advice> chosen = new ArrayList<>();
        for (List<Advice> group : groups(all)) {
            chosen.addAll(new Choice(group).chosen());
        }
        chosen.sort(Comparator.comparingDouble(Choice::worth).reversed().thenComparing(Advice::id));
        return chosen;
    }

    /** What stands in each other's way, directly or through others. */
    private static List<List<Advice>> groups(List<Advice> all) {
        Map<String, List<Advice>> byClaim = new HashMap<>();
        IdentityHashMap<List<Advice>, Set<String>> groups = new IdentityHashMap<>();
        for (Advice advice : all) {
            List<Advice> own = new ArrayList<>(List.of(advice));
            Set<String> claims = new HashSet<>(advice.draft().claims());
            for (String claim : advice.draft().claims()) {
                List<Advice> other = byClaim.get(claim);
                Set<String> others = other == null ? null : groups.remove(other);
                if (other != null && others != null) {
                    List<Advice> smaller = other.size() > own.size() ? own : other;
                    own = smaller == own ? other : own;
                    own.addAll(smaller);
                    Set<String> fewer = smaller == other ? others : claims;
                    claims = fewer == others ? claims : others;
                    claims.addAll(fewer);
                    renamed(byClaim, fewer, own);
                }
            }
            renamed(byClaim, advice.draft().claims(), own);
            groups.put(own, claims);
        }
        return List.copyOf(groups.keySet());
    }

    private static void renamed(Map<String, List<Advice>> byClaim, Set<String> claims, List<Advice> group) {
        claims.forEach(claim -> byClaim.put(claim, group));
    }

    private List<Advice> chosen() {
        List<Advice> sorted = group.stream()
                .sorted(Comparator.comparingDouble(Choice::worth).reversed().thenComparing(Advice::id))
                .toList();
        if (sorted.size() <= EXACT) {
            search(sorted, 0, new ArrayList<>(), 0);
            return best;
        }
        List<Advice> taken = new ArrayList<>();
        Set<String> claimed = new HashSet<>();
        for (Advice advice : sorted) {
            if (advice.draft().claims().stream().noneMatch(claimed::contains)) {
                taken.add(advice);
                claimed.addAll(advice.draft().claims());
            }
        }
        return taken;
    }

    private void search(List<Advice> sorted, int at, List<Advice> taken, double worth) {
        double rest = sorted.subList(at, sorted.size()).stream()
                .mapToDouble(Choice::worth)
                .sum();
        if (worth + rest <= bestWorth) {
            return;
        }
        if (at == sorted.size()) {
            best = List.copyOf(taken);
            bestWorth = worth;
            return;
        }
        Advice next = sorted.get(at);
        if (free(next, taken)) {
            taken.add(next);
            search(sorted, at + 1, taken, worth + worth(next));
            taken.removeLast();
        }
        search(sorted, at + 1, taken, worth);
    }

    private static boolean free(Advice advice, List<Advice> taken) {
        return taken.stream()
                .allMatch(t -> java.util.Collections.disjoint(
                        t.draft().claims(), advice.draft().claims()));
    }

    /** Worth above nothing for each, so that more advice is better than less; little for what is stopped. */
    private static double worth(Advice advice) {
        double worth = 1e-6
                + Math.max(0, advice.rank())
                + 1e-3 * Math.max(0, advice.benefit().theoretical());
        double urgent = wants(advice) ? FIRST : 0;
        return advice.clear() ? urgent + worth : worth * 1e-3;
    }

    /** Whether it gives a part of a GPU that follows its load what that lacks now. */
    private static boolean wants(Advice advice) {
        return advice.draft().kind() == Kind.R05
                && advice.draft().action() instanceof Action.Fraction part
                && part.follows();
    }
}
