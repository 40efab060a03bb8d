package dev.kerf.core.advise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which advice can be followed together: the set that is worth most in which no two live off the same device or workload.
 * Exact, by branch and bound, where few stand in each other's way; beyond that the best first.
 */
final class Choice {
    private static final int EXACT = 24;
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
        List<List<Advice>> groups = new ArrayList<>();
        List<Set<String>> claims = new ArrayList<>();
        for (Advice advice : all) {
            List<Advice> own = new ArrayList<>(List.of(advice));
            Set<String> live = new HashSet<>(advice.draft().claims());
            for (int i = groups.size() - 1; i >= 0; i--) {
                if (!java.util.Collections.disjoint(claims.get(i), live)) {
                    own.addAll(groups.remove(i));
                    live.addAll(claims.remove(i));
                }
            }
            groups.add(own);
            claims.add(live);
        }
        return groups;
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
        sorted.stream().filter(a -> free(a, taken)).forEach(taken::add);
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
        return advice.clear() ? worth : worth * 1e-3;
    }
}
