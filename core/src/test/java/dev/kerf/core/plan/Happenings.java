package dev.kerf.core.plan;

import dev.kerf.core.FirstFit;
import dev.kerf.core.Given;
import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Gang;
import dev.kerf.core.model.Node;
import dev.kerf.core.model.Part;
import dev.kerf.core.model.PartId;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Queue;
import dev.kerf.core.model.Quota;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.Terms;
import dev.kerf.core.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * A cluster to which things happen at random: work comes, ends and fails, nodes go and come back, queues are changed. What was
 * bound ends after {@link #LONGEST} at the latest, a gang as a whole.
 */
final class Happenings {
    static final int NODES = 12;
    static final int GPUS = 8;
    static final Duration LONGEST = Duration.ofMinutes(20);
    private static final List<String> QUEUES = List.of("red", "green", "blue");
    private static final String GPU = "nvidia.com/gpu";

    private final SplittableRandom random;
    private final BiConsumer<Cluster, Plan> check;
    private final Map<String, Node> nodes = new TreeMap<>();
    private final Map<String, Queue> queues = new TreeMap<>();
    private final Map<PartId, Gang> gangs = new HashMap<>();
    private final Map<Object, Instant> ends = new HashMap<>();
    private List<Task> pending = new ArrayList<>();
    private List<Placement> placed = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private int made;
    private long evicted;
    private long bound;

    /** @param check looks at what each cycle decided, and at what it decided it for */
    Happenings(long seed, BiConsumer<Cluster, Plan> check) {
        this.random = new SplittableRandom(seed);
        this.check = check;
        allNodes();
        QUEUES.forEach(this::quota);
    }

    /** Anything happens so many times, then a cycle decides. */
    void anything(int times) {
        for (int i = 0; i < times; i++) {
            operate();
        }
        cycle();
    }

    /** All nodes are there, and each queue is sure of its third of them. */
    void calm() {
        allNodes();
        QUEUES.forEach(q -> queues.put(q, Queue.of(q, null).with(GPU, Quota.guarantee(NODES * GPUS / 3 * 1000L))));
    }

    /** Work comes and ends so many times and nothing else happens, then a cycle decides. */
    void workOnly(int times) {
        for (int i = 0; i < times; i++) {
            work(random.nextInt(5, 20));
        }
        cycle();
    }

    String counted() {
        return bound + " bound, " + evicted + " evicted";
    }

    long bound() {
        return bound;
    }

    long evicted() {
        return evicted;
    }

    private void allNodes() {
        for (int n = 0; n < NODES; n++) {
            nodes.put("n" + n, Given.machine("n" + n, GPUS));
        }
    }

    private void operate() {
        int what = random.nextInt(20);
        switch (what) {
            case 0 -> nodes.remove("n" + random.nextInt(NODES));
            case 1, 2, 3 -> nodes.putIfAbsent("n" + (made % NODES), Given.machine("n" + made % NODES, GPUS));
            case 4 -> quota(QUEUES.get(random.nextInt(QUEUES.size())));
            default -> work(what);
        }
        placed.removeIf(p -> !nodes.containsKey(p.node()));
    }

    private void work(int what) {
        switch (what) {
            case 5, 6, 7, 8, 9, 10 -> end();
            case 11 -> submitGang(random.nextInt(2, 7), random.nextInt(1, GPUS + 1));
            default -> submit(random.nextInt(1, 5));
        }
    }

    private void quota(String name) {
        long guarantee = random.nextInt(0, NODES * GPUS / 3) * 1000L;
        Quota quota = Quota.guarantee(guarantee);
        queues.put(
                name,
                Queue.of(name, null).with(GPU, random.nextInt(4) == 0 ? quota.withLimit(guarantee + 16_000) : quota));
    }

    private void submitGang(int members, int gpus) {
        PartId id = new PartId("team", "gang" + made++);
        int min = random.nextInt(1, members + 1);
        gangs.put(id, new Gang(Part.of(id, min), now, List.of()));
        String queue = QUEUES.get(random.nextInt(QUEUES.size()));
        for (int i = 0; i < members; i++) {
            pending.add(task(queue, gpus).in(id));
        }
    }

    private void submit(int gpus) {
        pending.add(task(QUEUES.get(random.nextInt(QUEUES.size())), gpus));
    }

    private Task task(String queue, int gpus) {
        return Given.whole("t" + made++, gpus)
                .withTerms(Terms.of(queue).withPreemptible(random.nextInt(8) > 0))
                .withPriority(random.nextInt(3))
                .withCreated(now);
    }

    /** Something ends, or gives up waiting. */
    private void end() {
        if (!placed.isEmpty()) {
            Placement ends = placed.get(random.nextInt(placed.size()));
            PartId gang = ends.task().part();
            placed.removeIf(p -> gang == null
                    ? p.task().id().equals(ends.task().id())
                    : gang.equals(p.task().part()));
            if (gang != null) {
                pending.removeIf(t -> gang.equals(t.part()));
                gangs.remove(gang);
            }
        }
        if (pending.size() > 60) {
            Task gone = pending.get(random.nextInt(pending.size()));
            pending.removeIf(t -> t.id().equals(gone.id())
                    || (gone.part() != null && gone.part().equals(t.part())));
        }
    }

    private void cycle() {
        now = now.plusSeconds(random.nextInt(5, 60));
        endInTime();
        Cluster cluster = new Cluster(
                now,
                List.copyOf(nodes.values()),
                pending,
                placed,
                List.copyOf(queues.values()),
                List.copyOf(gangs.values()));
        Plan plan = Planner.plan(Snapshot.of(cluster), FirstFit.POLICY, 0);
        check.accept(cluster, plan);
        Cluster after = Rounds.after(cluster, plan);
        pending = new ArrayList<>(after.pending());
        placed = new ArrayList<>(after.placed());
        bound += plan.binds().count();
        evicted += plan.evictions().count();
    }

    private static Object work(Task task) {
        PartId part = task.part();
        return part == null ? task.id() : part;
    }

    private void endInTime() {
        placed.forEach(p ->
                ends.computeIfAbsent(work(p.task()), w -> now.plusSeconds(random.nextLong(60, LONGEST.toSeconds()))));
        Set<Object> over = new HashSet<>();
        ends.forEach((work, end) -> {
            if (!end.isAfter(now)) {
                over.add(work);
            }
        });
        placed.removeIf(p -> over.contains(work(p.task())));
        pending.removeIf(t -> t.part() != null && over.contains(t.part()));
        Set<Object> there = new HashSet<>();
        placed.forEach(p -> there.add(work(p.task())));
        ends.keySet().retainAll(there);
        pending.forEach(t -> there.add(work(t)));
        gangs.keySet().retainAll(there);
    }
}
