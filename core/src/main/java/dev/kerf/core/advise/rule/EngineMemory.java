package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Draft;
import dev.kerf.core.advise.Drafting;
import dev.kerf.core.advise.Kind;
import dev.kerf.core.advise.OneByOne;
import dev.kerf.core.advise.Scene;
import dev.kerf.core.advise.Work;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.overview.Machine;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Track;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * R19: the memory an inference engine is given. It fills all of it with its cache, so what it holds says nothing: how much of
 * the cache it uses does. Where requests wait for a full cache it gets more memory or a replica more; where they are put back
 * and none wait, it works on fewer at once. What takes something away is tried on one replica first.
 */
final class EngineMemory implements OneByOne {
    private static final Duration WINDOW = Duration.ofDays(7);
    private static final String FLAG = "--gpu-memory-utilization";
    private static final String AT_ONCE = "--max-num-seqs";
    private static final double HIGHEST = 0.92;
    private static final double STEP = EnginePool.STEP;

    @Override
    public Look begin(Scene scene) {
        return work -> {
            Figures figures = new Figures(work, WINDOW, scene.now());
            boolean engine = !work.of(Signal.KV_CACHE).isEmpty() && figures.known(Signal.GPU_MEMORY);
            EnginePool pool = engine ? pool(scene, figures) : null;
            Draft draft = pool == null ? null : draft(scene, figures, pool);
            return draft == null ? Noted.NOTHING : Noted.of(List.of(draft));
        };
    }

    private static @Nullable EnginePool pool(Scene scene, Figures figures) {
        Machine machine = scene.machine(figures.work().placements().getFirst().node());
        return machine == null || machine.node().gpus().memory().count() == 0
                ? null
                : EnginePool.of(figures, machine.node().gpus().memory());
    }

    private static @Nullable Draft draft(Scene scene, Figures figures, EnginePool pool) {
        Crowd crowd = Crowd.of(figures);
        if (pool.crowded() && !room(pool) && crowd.known()) {
            return fewer(scene, figures, pool, crowd);
        }
        if (pool.starved()) {
            return more(scene, figures, pool);
        }
        double target = Math.ceil(pool.target() / STEP) * STEP;
        return target < pool.share() - STEP / 2 ? less(scene, figures, pool, target) : null;
    }

    private static Drafting drafting(Scene scene, Figures figures, EnginePool pool) {
        Drafting draft = Drafting.of(Kind.R19, figures.work().target())
                .over(WINDOW)
                .claims(Words.claims(figures.work()))
                .part("given", percent(pool.share()) + " of what it sees")
                .part("weights", pool.weights() > 0 ? Words.gib(pool.weights()) : "not told")
                .part("cache", Words.gib(pool.cache()))
                .part("cache used, q95", Words.percent(pool.used()))
                .part("cache used, most", Words.percent(pool.most()))
                .sure(figures.work().confidence(Signal.KV_CACHE, scene.now()));
        figures.show(draft, Signal.KV_CACHE, "quantile_over_time(0.95, ", t -> t.quantile(0.95), EnginePool.FULL, "");
        figures.show(draft, Signal.WAITING, "quantile_over_time(0.95, ", t -> t.quantile(0.95), 0, "requests");
        figures.show(draft, Signal.PREEMPTIONS, "max_over_time", Track::max, 0, "");
        figures.show(draft, Signal.GPU_MEMORY, "max_over_time", Track::max, Double.NaN, "bytes");
        figures.own(draft, Signal.GPU_MEMORY);
        return draft;
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, "%.2f", part);
    }

    private static boolean room(EnginePool pool) {
        return pool.share() + STEP <= HIGHEST;
    }

    /** Requests are begun that the cache does not hold, put back and computed twice. */
    private static Draft fewer(Scene scene, Figures figures, EnginePool pool, Crowd crowd) {
        Drafting draft = drafting(scene, figures, pool)
                .reckons(
                        "as many at once as the cache held while requests were put back, the median of those times",
                        "%d requests at once; %.0f did, q95".formatted(crowd.target(), crowd.usual()))
                .risks(0.2, "requests wait for their turn, where they were begun and put back before");
        figures.show(draft, Signal.RUNNING, "quantile_over_time(0.95, ", t -> t.quantile(0.95), crowd.target(), "");
        figures.enough(draft, Signal.PREEMPTIONS, 1, 0.9);
        draft.guard(
                "cache-holds-most",
                crowd.most(),
                "its cache held %d of %.0f requests, this wants half of them: else it needs more cache or a replica more"
                        .formatted(crowd.target(), crowd.usual()));
        boolean first = first(figures, draft);
        return draft.doing(arguments(figures.work(), AT_ONCE, Integer.toString(crowd.target()), first));
    }

    /** Requests wait while the cache is full: more memory where there is any, else another replica. */
    private static Draft more(Scene scene, Figures figures, EnginePool pool) {
        boolean room = room(pool);
        int pods = figures.work().placements().size();
        Drafting draft = drafting(scene, figures, pool)
                .reckons(
                        "requests wait and q95 of the cache > %.1f: to grow, not to shrink".formatted(EnginePool.FULL),
                        room ? "utilization " + percent(HIGHEST) : (pods + 1) + " replicas")
                .risks(0.15, "its neighbours on the card, where there are any");
        figures.enough(draft, Signal.KV_CACHE, 1, 0.9);
        if (room) {
            shared(figures, draft);
            return draft.doing(arguments(figures.work(), FLAG, percent(HIGHEST), false));
        }
        another(scene, figures.work(), draft);
        return draft.doing(new Action.Scale(figures.work().target(), pods + 1));
    }

    /** One replica more has to find a place beside all that waits. */
    private static void another(Scene scene, Work work, Drafting draft) {
        TaskId id = new TaskId(work.namespace(), work.first().id().name() + "-more");
        List<Task> pending = new ArrayList<>(scene.cluster().pending());
        pending.add(copy(work.first(), id));
        boolean placed = Replanned.of(
                        scene,
                        scene.cluster().withTasks(pending, scene.cluster().placed()))
                .places(Set.of(id));
        draft.guard(
                "place-for-another",
                placed,
                placed
                        ? "the planner has a place for one replica more"
                        : "the planner has no place for a replica more");
    }

    private static Task copy(Task task, TaskId id) {
        return new Task(
                id,
                task.workload(),
                task.labels(),
                task.need(),
                task.constraints(),
                task.priority(),
                task.created(),
                task.terms(),
                task.refusals(),
                null,
                null,
                false);
    }

    private static void shared(Figures figures, Drafting draft) {
        long parts = figures.work().placements().stream()
                .flatMap(p -> figures.work().pieces(p.task().id()).stream())
                .filter(p -> p.thousandths() < 1000)
                .count();
        draft.guard(
                "card-not-shared",
                parts == 0,
                parts == 0 ? "it has its cards to itself" : "it shares its card: its part has to grow first (R05)");
    }

    private static Draft less(Scene scene, Figures figures, EnginePool pool, double target) {
        Drafting draft = drafting(scene, figures, pool)
                .reckons(
                        "(weights %s + q95 of the cache used × 1.2 = %s + activations %s) ÷ %s it sees"
                                .formatted(
                                        Words.gib(pool.weights()),
                                        Words.gib(pool.wanted()),
                                        Words.gib(pool.activations()),
                                        Words.gib(pool.sees())),
                        "utilization %s instead of %s".formatted(percent(target), percent(pool.share())))
                .risks(0.4, "long prompts wait, where more of them come at once than were seen");
        careful(figures, pool, target, draft);
        boolean first = tried(figures, pool, target, draft);
        return draft.doing(arguments(figures.work(), FLAG, percent(target), first));
    }

    private static void careful(Figures figures, EnginePool pool, double target, Drafting draft) {
        figures.enough(draft, Signal.KV_CACHE, 7, 0.9);
        draft.guard(
                "weights-known",
                pool.weights() > 0,
                pool.weights() > 0
                        ? "its weights are " + Words.gib(pool.weights()) + " by label " + EnginePool.WEIGHTS
                        : "say on its pods how large its weights are: label " + EnginePool.WEIGHTS + ", as 16Gi");
        draft.guard(
                "above-weights-and-least-cache",
                target * pool.sees() >= pool.floor(),
                "it keeps %s; weights, activations and the least cache are %s"
                        .formatted(Words.gib(target * pool.sees()), Words.gib(pool.floor())));
        boolean calm = !(pool.preemptions() > 0) && !(pool.waiting() > 0);
        draft.guard(
                "nobody-waits",
                calm,
                calm ? "no request waited or was put back" : "requests waited or were put back for want of cache");
    }

    /** Whether one replica is still to try it. */
    private static boolean tried(Figures figures, EnginePool pool, double target, Drafting draft) {
        @Nullable Trial trial = pool.trial();
        if (trial == null || !trial.tries(target)) {
            return first(figures, draft);
        }
        draft.guard(
                "trial-held",
                trial.held(),
                String.format(
                        Locale.ROOT,
                        "%s has run with %.2f for %.0f h of the last 24 and %s",
                        trial.pod(),
                        trial.share(),
                        trial.hours(),
                        trial.calm() ? "nobody waited" : "requests waited or were put back"));
        return false;
    }

    /** Of several replicas one tries it. */
    private static boolean first(Figures figures, Drafting draft) {
        boolean several = figures.work().placements().size() > 1;
        draft.guard(
                "one-replica-first",
                several,
                several ? "one of its pods can try it while the rest stay" : "it has one pod: try a copy of it first");
        return several;
    }

    private static Action arguments(Work work, String flag, String value, boolean first) {
        return new Action.Arguments(work.target(), new TreeMap<>(Map.of(flag, value)), first);
    }
}
