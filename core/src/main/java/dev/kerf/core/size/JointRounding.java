package dev.kerf.core.size;

import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Share;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.plan.Policy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rounds the parts of GPUs that tasks are to ask for together with where they would stand: 0.336 rounded up to 0.35 fits
 * two times on a card, rounded down to 1/3 three times. Begins with everything rounded up; then each smaller amount that
 * comes into question is offered to all tasks it suits, the largest first, and kept where the planner then needs fewer
 * nodes, or as many nodes and fewer GPUs. Of very many tasks the amounts are chosen by the cards they fill when the largest is
 * put where it fits best, and only the choice and the plain rounding are planned.
 */
public final class JointRounding {
    private static final int MANY = 256;
    private final Cluster cluster;
    private final Rounding rounding;
    private final Repacking repacking;
    private final SortedMap<TaskId, Size> wanted = new TreeMap<>();
    private final Map<TaskId, List<Integer>> choices = new HashMap<>();
    private final List<Proof.Tried> tried = new ArrayList<>();

    private JointRounding(Cluster cluster, List<Resize> resizes, Rounding rounding, Policy policy, long seed) {
        this.cluster = cluster;
        this.rounding = rounding;
        this.repacking = new Repacking(cluster, resizes, policy, seed);
        resizes.forEach(r -> wanted.put(r.task(), r.size()));
    }

    /**
     * What the tasks are to ask, proven by planning it; null: however they are rounded, the planner does not place them
     * all.
     *
     * @param resizes of running tasks, each of one GPU or a part of one
     * @throws IllegalArgumentException if a task does not run, or does not hold one GPU
     */
    public static @Nullable Proof prove(
            Cluster cluster, List<Resize> resizes, Rounding rounding, Policy policy, long seed) {
        Set<TaskId> single = cluster.placed().stream()
                .map(Placement::task)
                .filter(t -> t.need().gpu().devices() == 1)
                .map(t -> t.id())
                .collect(Collectors.toSet());
        resizes.stream().filter(r -> !single.contains(r.task())).findFirst().ifPresent(r -> {
            throw new IllegalArgumentException(
                    r.task() + " does not run on one GPU, so it cannot ask for a part of one");
        });
        return new JointRounding(cluster, resizes, rounding, policy, seed).proof();
    }

    /** Amounts and how the planner places them. */
    private record Found(Map<TaskId, Integer> thousandths, Repacking.@Nullable Outcome outcome) {
        boolean betterThan(Found other) {
            if (outcome == null || other.outcome == null) {
                return outcome != null;
            }
            return outcome.layout().betterThan(other.outcome.layout());
        }
    }

    private @Nullable Proof proof() {
        Map<TaskId, Integer> plain = new TreeMap<>();
        wanted.forEach((task, size) -> plain.put(task, rounding.up(size.fraction())));
        Found best = tried(plain);
        if (wanted.size() > MANY) {
            Found filled = tried(filled(plain));
            Found better = filled.betterThan(best) ? filled : best;
            return better.outcome() == null ? null : proof(better.thousandths(), better.outcome());
        }
        for (int amount : amounts()) {
            Found next = tried(offered(best.thousandths(), amount));
            if (next.betterThan(best)) {
                best = next;
            }
        }
        return best.outcome() == null ? null : proof(best.thousandths(), best.outcome());
    }

    /** What fills the fewest cards, by arithmetic; amounts that only suit a single task are left out. */
    private Map<TaskId, Integer> filled(Map<TaskId, Integer> plain) {
        Map<TaskId, Integer> best = plain;
        int fewest = Cards.filled(best.values());
        for (int amount : amounts()) {
            boolean even = amount % rounding.step() == 0 || Share.WHOLE / (Share.WHOLE / amount) == amount;
            Map<TaskId, Integer> next = even ? offered(best, amount) : best;
            int cards = even ? Cards.filled(next.values()) : fewest;
            best = cards < fewest ? next : best;
            fewest = Math.min(fewest, cards);
        }
        return best;
    }

    /** All that comes into question for any task, the largest first. */
    private Set<Integer> amounts() {
        Set<Integer> amounts = new TreeSet<>(Comparator.reverseOrder());
        wanted.forEach((task, size) -> amounts.addAll(choices(task, size)));
        return amounts;
    }

    private List<Integer> choices(TaskId task, Size size) {
        return choices.computeIfAbsent(task, k -> rounding.choices(size));
    }

    private Map<TaskId, Integer> offered(Map<TaskId, Integer> now, int amount) {
        Map<TaskId, Integer> changed = new TreeMap<>();
        wanted.forEach((task, size) -> {
            int asked = java.util.Objects.requireNonNull(now.get(task));
            changed.put(task, amount < asked && choices(task, size).contains(amount) ? amount : asked);
        });
        return changed;
    }

    private Found tried(Map<TaskId, Integer> thousandths) {
        List<Integer> amounts =
                thousandths.values().stream().distinct().sorted().toList();
        Repacking.Outcome outcome = repacking.with(thousandths);
        Proof.Tried row = outcome == null
                ? new Proof.Tried(amounts, false, 0, 0)
                : new Proof.Tried(
                        amounts,
                        true,
                        outcome.layout().devices(wanted.keySet()),
                        outcome.layout().nodes(wanted.keySet()));
        if (!tried.contains(row)) {
            tried.add(row);
        }
        return new Found(thousandths, outcome);
    }

    private Proof proof(Map<TaskId, Integer> thousandths, Repacking.Outcome outcome) {
        double givenUp = wanted.entrySet().stream()
                .mapToDouble(e ->
                        e.getValue().compute().givenUp(java.util.Objects.requireNonNull(thousandths.get(e.getKey()))))
                .max()
                .orElse(0);
        Saving saving = Saving.between(Layout.of(cluster), outcome.layout(), wanted.keySet());
        return new Proof(new TreeMap<>(thousandths), saving, tried, givenUp, outcome.cluster());
    }
}
