package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Scene;
import dev.kerf.core.advise.Target;
import dev.kerf.core.model.Need;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.overview.Machine;
import dev.kerf.core.use.Seat;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Track;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Work on a node that asks for more CPU or memory than it was seen to use.
 *
 * @param task      one of its tasks, on the node
 * @param pods      how many of them stand on the node
 * @param asked     by each
 * @param needs     each, by what was seen
 * @param then      what each would ask
 * @param days      of history
 * @param coverage  of its figures, 0 to 1
 * @param throttled in this part of its periods; NaN: not measured
 */
record Neighbour(
        Task task,
        int pods,
        CpuAndMemory asked,
        CpuAndMemory needs,
        CpuAndMemory then,
        double days,
        double coverage,
        double throttled) {
    static final Duration WINDOW = Duration.ofDays(14);
    private static final double CPU = 1.2;
    private static final double MEMORY = 1.15;
    private static final double PART = 0.95;
    private static final double DAY = 24;

    /** The one whose slack covers most of what is short; null: nobody has any. */
    static @Nullable Neighbour roomiest(Scene scene, Machine machine, CpuAndMemory lacking) {
        Map<String, Neighbour> found = new TreeMap<>();
        for (Placement placement : scene.cluster().placed()) {
            if (placement.node().equals(machine.node().name())
                    && !placement.leaving()
                    && !placement.task().ofItsNode()) {
                Task task = placement.task();
                String key = task.id().namespace() + "/" + task.workload();
                Neighbour known = found.get(key);
                int pods = known == null ? 1 : known.pods + 1;
                Neighbour neighbour = of(scene, task, pods, lacking);
                if (neighbour != null) {
                    found.put(key, neighbour);
                }
            }
        }
        return found.values().stream()
                .filter(n -> n.part(lacking) > 0)
                .max(java.util.Comparator.comparingDouble(n -> n.part(lacking)))
                .orElse(null);
    }

    private static @Nullable Neighbour of(Scene scene, Task task, int pods, CpuAndMemory lacking) {
        SortedMap<Seat, Map<Signal, Seen>> seen = scene.history().of(task.id().namespace(), task.workload());
        double cores = most(scene, seen, Signal.CPU, t -> t.quantile(PART));
        double bytes = most(scene, seen, Signal.MEMORY, Track::max);
        if (Double.isNaN(cores) || Double.isNaN(bytes)) {
            return null;
        }
        CpuAndMemory asked = CpuAndMemory.of(task.need());
        CpuAndMemory needs = new CpuAndMemory(cores * CPU, bytes * MEMORY);
        CpuAndMemory less = lacking.atLeastNothing().times(1.0 / pods);
        CpuAndMemory then = asked.minus(less).atLeast(needs);
        CpuAndMemory never =
                new CpuAndMemory(Math.min(asked.cores(), then.cores()), Math.min(asked.bytes(), then.bytes()));
        return new Neighbour(
                task, pods, asked, needs, never, days(scene, seen), coverage(seen), throttled(scene, seen));
    }

    private static double throttled(Scene scene, SortedMap<Seat, Map<Signal, Seen>> seen) {
        return most(scene, seen, Signal.THROTTLED, Track::mean);
    }

    private static double most(
            Scene scene, SortedMap<Seat, Map<Signal, Seen>> seen, Signal signal, ToDoubleFunction<Track> figure) {
        return seen.values().stream()
                .filter(m -> m.containsKey(signal))
                .map(m -> java.util.Objects.requireNonNull(m.get(signal)).track())
                .mapToDouble(t -> figure.applyAsDouble(t.last(WINDOW, scene.now())))
                .filter(v -> !Double.isNaN(v))
                .max()
                .orElse(Double.NaN);
    }

    private static double days(Scene scene, SortedMap<Seat, Map<Signal, Seen>> seen) {
        return seen.values().stream()
                .flatMap(m -> m.values().stream())
                .map(s -> Duration.between(s.track().start(), scene.now()))
                .mapToDouble(d -> d.toHours() / DAY)
                .max()
                .orElse(0);
    }

    private static double coverage(SortedMap<Seat, Map<Signal, Seen>> seen) {
        return seen.values().stream()
                .flatMap(m -> m.values().stream())
                .filter(s -> s.signal() == Signal.CPU || s.signal() == Signal.MEMORY)
                .mapToDouble(s -> s.trust().coverage())
                .min()
                .orElse(0);
    }

    /** What all of its pods on the node would give back. */
    CpuAndMemory frees() {
        return asked.minus(then).times(pods);
    }

    /** The part of what is short that it gives back, 0 to 2. */
    private double part(CpuAndMemory lacking) {
        double cores = lacking.cores() <= 0 ? 0 : Math.min(1, frees().cores() / lacking.cores());
        double bytes = lacking.bytes() <= 0 ? 0 : Math.min(1, frees().bytes() / lacking.bytes());
        return cores + bytes;
    }

    Target.OfWorkload target() {
        return new Target.OfWorkload(task.id().namespace(), task.workload());
    }

    String claim() {
        return "workload:" + task.id().namespace() + "/" + task.workload();
    }

    /** What all tasks of the work would ask. */
    Map<TaskId, Need> then(Scene scene) {
        Map<TaskId, Need> needs = new TreeMap<>();
        for (Placement placement : scene.cluster().placed()) {
            Task one = placement.task();
            if (one.workload().equals(task.workload())
                    && one.id().namespace().equals(task.id().namespace())) {
                Need had = one.need();
                needs.put(one.id(), new Need(then.cpu(), then.memory(), had.ephemeral(), had.extended(), had.gpu()));
            }
        }
        return needs;
    }
}
