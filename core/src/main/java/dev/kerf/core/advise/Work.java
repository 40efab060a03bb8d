package dev.kerf.core.advise;

import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.use.Seat;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A workload that holds GPUs, or asks for resources of the GPU kind: its tasks, where they stand, and what was measured of
 * them.
 */
public final class Work {
    private static final Set<String> BATCH = Set.of(
            "Job",
            "CronJob",
            "PyTorchJob",
            "TFJob",
            "MPIJob",
            "TrainJob",
            "JobSet",
            "RayJob",
            "XGBoostJob",
            "JAXJob",
            "PaddleJob");
    private final String namespace;
    private final String workload;
    private final List<Placement> placements;
    private final Map<TaskId, List<Piece>> pieces;
    private final Supplier<SortedMap<Seat, Map<Signal, Seen>>> history;
    private @Nullable SortedMap<Seat, Map<Signal, Seen>> seen;
    private @Nullable SortedMap<Seat, Map<Signal, Seen>> standing;
    private final Map<Signal, SortedMap<Seat, Seen>> signals = new EnumMap<>(Signal.class);

    /** A part of a device that a task holds. */
    public record Piece(String node, int device, int thousandths) {}

    Work(
            String namespace,
            String workload,
            List<Placement> placements,
            Map<TaskId, List<Piece>> pieces,
            Supplier<SortedMap<Seat, Map<Signal, Seen>>> history) {
        this.namespace = namespace;
        this.workload = workload;
        this.placements = List.copyOf(placements);
        this.pieces = Map.copyOf(pieces);
        this.history = history;
    }

    public String namespace() {
        return namespace;
    }

    /** {@code Deployment/web}. */
    public String workload() {
        return workload;
    }

    /** {@code Deployment}. */
    public String kind() {
        return workload.substring(0, Math.max(0, workload.indexOf('/')));
    }

    /** All of it, as a target. */
    public Target.OfWorkload target() {
        return new Target.OfWorkload(namespace, workload);
    }

    /** The container that uses its GPUs, as far as that is measured; else all of it. */
    public Target.OfWorkload gpuContainer() {
        return all().keySet().stream()
                .filter(seat -> !seat.device().isEmpty())
                .findFirst()
                .map(seat -> new Target.OfWorkload(namespace, workload, seat.container()))
                .orElse(target());
    }

    public List<Placement> placements() {
        return placements;
    }

    public Set<TaskId> ids() {
        return placements.stream().map(p -> p.task().id()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Any of its tasks; those of a workload ask alike as a rule. */
    public Task first() {
        return placements.getFirst().task();
    }

    /** What all its tasks ask of GPUs; null: they differ. */
    public @Nullable GpuNeed gpu() {
        GpuNeed first = first().need().gpu();
        return placements.stream().allMatch(p -> p.task().need().gpu().equals(first)) ? first : null;
    }

    /** The largest part of one GPU that any of its tasks asks, in thousandths; 0: not all ask such a part. */
    public int largestPart() {
        return parts().allMatch(part -> part > 0) ? parts().max().orElse(0) : 0;
    }

    /** The smallest; 0: not all ask such a part. */
    public int smallestPart() {
        return parts().min().orElse(0);
    }

    private IntStream parts() {
        return placements.stream()
                .map(placement -> placement.task().need().gpu())
                .mapToInt(
                        need -> need instanceof GpuNeed.Fraction part && part.devices() == 1 ? part.thousandths() : 0);
    }

    /** The parts of devices that a task holds. */
    public List<Piece> pieces(TaskId task) {
        return pieces.getOrDefault(task, List.of());
    }

    /** Thousandths of GPUs held. */
    public long held() {
        return pieces.values().stream()
                .flatMap(Collection::stream)
                .mapToLong(Piece::thousandths)
                .sum();
    }

    /** Whether it ends by itself. */
    public boolean batch() {
        return BATCH.contains(kind());
    }

    /** Whether a person works in it. */
    public boolean notebook() {
        return kind().equals("Notebook")
                || first().labels().containsKey("notebook-name")
                || "jupyter".equals(first().labels().getOrDefault("app", ""))
                || "singleuser-server".equals(first().labels().getOrDefault("component", ""));
    }

    /** Whether others call it: it does not end by itself and no person works in it. */
    public boolean serves() {
        return !batch() && !notebook();
    }

    /** When the youngest of its tasks began. */
    public Instant youngest() {
        return placements.stream().map(Placement::since).max(Instant::compareTo).orElse(Instant.EPOCH);
    }

    /** What was measured of it, those of its pods that are gone among them. */
    public SortedMap<Seat, Map<Signal, Seen>> all() {
        if (seen == null) {
            seen = history.get();
        }
        return seen;
    }

    /** What was measured of the pods that stand now. */
    public SortedMap<Seat, Map<Signal, Seen>> now() {
        if (standing == null) {
            standing = standing();
        }
        return standing;
    }

    private SortedMap<Seat, Map<Signal, Seen>> standing() {
        Set<String> pods = placements.stream().map(p -> p.task().id().name()).collect(Collectors.toSet());
        SortedMap<Seat, Map<Signal, Seen>> some = new TreeMap<>();
        all().forEach((seat, signals) -> {
            if (pods.contains(seat.pod())) {
                some.put(seat, signals);
            }
        });
        return Collections.unmodifiableSortedMap(some);
    }

    /** Lets go of what was measured; it is read again when asked for. */
    void forget() {
        seen = null;
        standing = null;
        signals.clear();
    }

    /** One signal of the pods that stand now, by who holds what. */
    public SortedMap<Seat, Seen> of(Signal signal) {
        return signals.computeIfAbsent(signal, this::series);
    }

    private SortedMap<Seat, Seen> series(Signal signal) {
        SortedMap<Seat, Seen> some = new TreeMap<>();
        now().forEach((seat, signals) -> {
            Seen found = signals.get(signal);
            if (found != null) {
                some.put(seat, found);
            }
        });
        return Collections.unmodifiableSortedMap(some);
    }

    /** One signal of one pod. */
    public SortedMap<Seat, Seen> of(Signal signal, TaskId task) {
        SortedMap<Seat, Seen> some = new TreeMap<>(of(signal));
        some.keySet().removeIf(seat -> !seat.pod().equals(task.name()));
        return some;
    }

    /** Since when no activity of it was above; the beginning of what is known where none ever was. */
    public Instant quietSince(double bar) {
        Instant since = Instant.EPOCH;
        for (Seen seen : of(Signal.ACTIVITY).values()) {
            Instant last = seen.track().lastAbove(bar);
            Instant own =
                    last == null ? seen.track().start() : last.plus(seen.track().step());
            since = own.isAfter(since) ? own : since;
        }
        return since;
    }

    /** How long it has been watched: the longest of its series. */
    public Duration watched(Instant now) {
        return signals()
                .map(s -> Duration.between(s.track().begun(), now))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private Stream<Seen> signals() {
        return all().values().stream().flatMap(m -> m.values().stream());
    }

    /** How sure figures of a signal are over a window. */
    public Confidence confidence(Signal signal, Instant now) {
        double coverage = of(signal).values().stream()
                .mapToDouble(s -> s.trust().coverage())
                .min()
                .orElse(0);
        double attribution = of(signal).values().stream()
                .mapToDouble(s -> s.attribution().worth())
                .min()
                .orElse(0);
        return new Confidence(watched(now).toHours() / 24.0, coverage, attribution, 1);
    }

    @Override
    public String toString() {
        return namespace + "/" + workload;
    }
}
