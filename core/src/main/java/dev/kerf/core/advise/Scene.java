package dev.kerf.core.advise;

import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.overview.Card;
import dev.kerf.core.overview.Machine;
import dev.kerf.core.overview.Machines;
import dev.kerf.core.plan.Policy;
import dev.kerf.core.price.PriceBook;
import dev.kerf.core.size.Follow;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.use.History;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What rules look at: a cluster, what was measured of it, and what things cost. */
public final class Scene {
    private static final String GPU = "nvidia.com/";
    private static final int LARGE = 1000;
    private static final Duration HOUR = Duration.ofHours(1);
    private final Cluster cluster;
    private final History history;
    private final PriceBook book;
    private final Thresholds thresholds;
    private final Policy policy;
    private final long seed;
    private final Followers followers;
    private final List<Machine> machines;
    private final Map<String, Machine> byName = new HashMap<>();
    private final List<Work> works;

    /**
     * A scene.
     *
     * @param policy how the planner places what it is asked about
     * @param seed   of the planner
     */
    public Scene(Cluster cluster, History history, PriceBook book, Thresholds thresholds, Policy policy, long seed) {
        this(cluster, history, book, thresholds, policy, seed, Followers.NONE);
    }

    /**
     * The same, with parts of GPUs that follow their load.
     *
     * @param followers whose
     */
    public Scene(
            Cluster cluster,
            History history,
            PriceBook book,
            Thresholds thresholds,
            Policy policy,
            long seed,
            Followers followers) {
        this.cluster = cluster;
        this.history = history;
        this.book = book;
        this.thresholds = thresholds;
        this.policy = policy;
        this.seed = seed;
        this.followers = followers;
        this.machines = Machines.of(Snapshot.of(cluster));
        machines.forEach(m -> byName.put(m.node().name(), m));
        this.works = gathered();
    }

    private List<Work> gathered() {
        Map<TaskId, List<Work.Piece>> pieces = pieces();
        Map<String, List<Placement>> byOwner = new TreeMap<>();
        for (Placement placement : cluster.placed()) {
            Task task = placement.task();
            boolean works = (pieces.containsKey(task.id()) && !keepsCard(placement)) || asksSlices(task);
            if (!placement.leaving() && works) {
                byOwner.computeIfAbsent(task.id().namespace() + "/" + task.workload(), k -> new ArrayList<>())
                        .add(placement);
            }
        }
        return byOwner.values().stream().map(placed -> work(placed, pieces)).toList();
    }

    /** Who asks for a whole card and is of a group that shares one only keeps it for them. */
    private static boolean keepsCard(Placement placement) {
        return placement.group() != null && placement.task().need().gpu() instanceof GpuNeed.Whole;
    }

    private static boolean asksSlices(Task task) {
        return task.need().extended().keySet().stream().anyMatch(name -> name.startsWith(GPU));
    }

    private Work work(List<Placement> placed, Map<TaskId, List<Work.Piece>> pieces) {
        Task task = placed.getFirst().task();
        Map<TaskId, List<Work.Piece>> own = new HashMap<>();
        placed.forEach(p -> own.put(p.task().id(), pieces.getOrDefault(p.task().id(), List.of())));
        String namespace = task.id().namespace();
        return new Work(namespace, task.workload(), placed, own, () -> history.of(namespace, task.workload()));
    }

    private Map<TaskId, List<Work.Piece>> pieces() {
        Map<TaskId, List<Work.Piece>> pieces = new HashMap<>();
        for (Machine machine : machines) {
            for (int d = 0; d < machine.cards().size(); d++) {
                for (Card.Holder holder : machine.cards().get(d).holders()) {
                    pieces.computeIfAbsent(holder.task(), k -> new ArrayList<>())
                            .add(new Work.Piece(machine.node().name(), d, holder.thousandths()));
                }
            }
        }
        return pieces;
    }

    /** Whether it has so much that little of what was measured can be kept: how much is measured goes by pods. */
    boolean large() {
        int pods = 0;
        for (Work work : works) {
            pods += work.placements().size();
        }
        return pods > LARGE;
    }

    /** Evidence as it is kept: of a large scene by the hour. */
    public Observation shown(Observation observation) {
        return large() ? observation.by(HOUR) : observation;
    }

    /** How closely a workload's parts of GPUs follow its load; null: they are to stay, as whole GPUs do. */
    public @Nullable Follow follow(Work work) {
        return work.largestPart() > 0 ? followers.of(work) : null;
    }

    /** Up to when is looked. */
    public Instant now() {
        return history.asOf();
    }

    public Cluster cluster() {
        return cluster;
    }

    public History history() {
        return history;
    }

    public PriceBook book() {
        return book;
    }

    public Thresholds thresholds() {
        return thresholds;
    }

    public Policy policy() {
        return policy;
    }

    public long seed() {
        return seed;
    }

    /** The nodes, card by card, by name. */
    public List<Machine> machines() {
        return machines;
    }

    /** The machine of this name; null: there is none. */
    public @Nullable Machine machine(String node) {
        return byName.get(node);
    }

    /** The workloads that hold GPUs or resources of the GPU kind, by namespace and name. */
    public List<Work> works() {
        return works;
    }
}
