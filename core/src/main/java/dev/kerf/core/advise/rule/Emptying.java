package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Drafting;
import dev.kerf.core.advise.Scene;
import dev.kerf.core.advise.Work;
import dev.kerf.core.model.Budget;
import dev.kerf.core.model.GpuTime;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.overview.Machine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What rules that empty a node have in common: who stands there, what leaving costs, and who forbids it. */
final class Emptying {
    /** What starting anew costs a task of its GPUs' time. */
    private static final Duration START = Duration.ofMinutes(5);

    private static final double WORTH = 3;
    private static final double HOURS = 24;

    private Emptying() {}

    /** Who stands on a node and is not of the node itself, by name. */
    static List<Placement> standing(Scene scene, Machine machine) {
        return scene.cluster().placed().stream()
                .filter(p -> p.node().equals(machine.node().name()) && !p.task().ofItsNode())
                .sorted(java.util.Comparator.comparing(p -> p.task().id()))
                .toList();
    }

    /** The GPU time lost when they leave: since their last checkpoint or their start, and to start anew. */
    static GpuTime lost(Scene scene, List<Placement> leaving) {
        GpuTime sum = GpuTime.ZERO;
        for (Placement placement : leaving) {
            Task task = placement.task();
            long held = task.need().gpu().devices() * 1000L;
            Instant saved = task.terms().checkpoint() == null
                    ? placement.since()
                    : task.terms().checkpoint();
            boolean keepsNothing = isBatch(task) && saved.isAfter(Instant.EPOCH);
            Duration work = keepsNothing ? Duration.between(saved, scene.now()) : Duration.ZERO;
            sum = sum.plus(GpuTime.of(held, work.plus(START)));
        }
        return sum;
    }

    private static boolean isBatch(Task task) {
        return task.workload().startsWith("Job/") || task.part() != null;
    }

    /** The guards of whoever would leave. */
    static void guards(Scene scene, List<Placement> leaving, int gpus, Drafting draft) {
        unmoved(leaving, draft);
        small(scene, leaving, draft);
        budgets(scene, leaving, draft);
        GpuTime lost = lost(scene, leaving);
        draft.guard(
                "benefit-over-cost",
                gpus * HOURS > WORTH * lost.hours(),
                String.format(
                        Locale.ROOT,
                        "a day saves %.0f GPU-hours and leaving loses %.1f; it has to be %.0f times as much",
                        gpus * HOURS,
                        lost.hours(),
                        WORTH));
    }

    /** The guards of whoever may not be asked to leave at all. */
    static void unmoved(List<Placement> leaving, Drafting draft) {
        guard(draft, leaving, "preemptible", t -> !t.terms().preemptible(), "may not be asked to leave");
        guard(
                draft,
                leaving,
                "gang-together",
                t -> t.part() != null,
                "is of a gang, whose members move together or not at all");
        guard(
                draft,
                leaving,
                "owner-restarts",
                t -> t.workload().startsWith("Pod/"),
                "has no owner that would make it anew");
    }

    /** Who has little for an hour may want more in the next: a place for what it has now is none. */
    private static void small(Scene scene, List<Placement> leaving, Drafting draft) {
        Set<TaskId> ids = leaving.stream().map(p -> p.task().id()).collect(Collectors.toSet());
        String follows = scene.works().stream()
                .filter(work -> work.ids().stream().anyMatch(ids::contains) && scene.follow(work) != null)
                .map(Work::toString)
                .findFirst()
                .orElse("");
        draft.guard(
                "parts-stay",
                follows.isEmpty(),
                follows.isEmpty()
                        ? "all of them have parts that stay"
                        : follows
                                + " has a part that follows its load, and may want more within the hour than it would find");
    }

    private static void guard(
            Drafting draft, List<Placement> leaving, String name, Predicate<Task> stops, String what) {
        Task stopped =
                leaving.stream().map(Placement::task).filter(stops).findFirst().orElse(null);
        draft.guard(name, stopped == null, (stopped == null ? "none of them " : stopped.id() + " ") + what);
    }

    private static void budgets(Scene scene, List<Placement> leaving, Drafting draft) {
        String closed = "";
        for (Budget budget : scene.cluster().budgets()) {
            long covered = leaving.stream().filter(p -> budget.covers(p.task())).count();
            if (covered > budget.allowed()) {
                closed = "budget " + budget.namespace() + "/" + budget.name() + " lets " + budget.allowed()
                        + " leave now, and it covers " + covered + " of them";
            }
        }
        draft.guard(
                "disruption-budget",
                closed.isEmpty(),
                closed.isEmpty() ? "no disruption budget is in the way" : closed);
    }
}
