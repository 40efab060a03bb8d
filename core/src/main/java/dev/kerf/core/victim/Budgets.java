package dev.kerf.core.victim;

import dev.kerf.core.model.Budget;
import dev.kerf.core.model.Task;
import dev.kerf.core.snapshot.Snapshot;
import java.util.Collection;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** What disruption budgets allow, beside what was asked to leave already. */
final class Budgets {
    private final Snapshot snapshot;
    private final List<Budget> budgets;
    private final long[] asked;

    Budgets(Snapshot snapshot, List<Budget> budgets) {
        this.snapshot = snapshot;
        this.budgets = budgets;
        this.asked = new long[budgets.size()];
    }

    /** The task is asked to leave. */
    void ask(int task) {
        Task record = snapshot.task(task);
        for (int b = 0; b < asked.length; b++) {
            asked[b] += budgets.get(b).covers(record) ? 1 : 0;
        }
    }

    /**
     * Whether the unit may be asked, beside others.
     *
     * @param lifted others that are to be asked
     * @param news   whether a task is not asked yet
     */
    boolean allow(Unit unit, Collection<Unit> lifted, IntPredicate news) {
        for (int b = 0; b < asked.length; b++) {
            Budget budget = budgets.get(b);
            long own = covered(budget, unit, news);
            if (own > 0) {
                long others = lifted.stream()
                        .filter(u -> u.index() != unit.index())
                        .mapToLong(u -> covered(budget, u, news))
                        .sum();
                if (own + others > budget.allowed() - asked[b]) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether any covers the unit. */
    boolean cover(Unit unit) {
        return budgets.stream().anyMatch(b -> covered(b, unit, t -> true) > 0);
    }

    /** Those that do not allow that all of the units leave. */
    List<Exceeded> exceeded(Collection<Unit> leaving, IntPredicate news) {
        return IntStream.range(0, asked.length)
                .mapToObj(b -> {
                    Budget budget = budgets.get(b);
                    long tasks = leaving.stream()
                            .mapToLong(u -> covered(budget, u, news))
                            .sum();
                    return new Exceeded(budget, tasks, Math.max(0, budget.allowed() - asked[b]));
                })
                .filter(e -> e.tasks() > e.left())
                .toList();
    }

    private long covered(Budget budget, Unit unit, IntPredicate news) {
        return unit.all()
                .filter(news)
                .filter(t -> budget.covers(snapshot.task(t)))
                .count();
    }
}
