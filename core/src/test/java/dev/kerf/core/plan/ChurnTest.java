package dev.kerf.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.kerf.core.model.TaskId;
import dev.kerf.core.model.Terms;
import dev.kerf.core.snapshot.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A cluster to which things happen at random: work comes, ends and fails, nodes go and come back, queues are changed; after every few
 * a cycle decides and is carried out, and the books are looked at. {@code KERF_CHURN} says how many things.
 */
class ChurnTest {
    private static final int OPERATIONS = Integer.parseInt(System.getenv().getOrDefault("KERF_CHURN", "20000"));
    private static final int EACH = 10;
    private static final int NODES = 12;
    private static final int GPUS = 8;
    private static final List<String> QUEUES = List.of("red", "green", "blue");
    private static final String GPU = "nvidia.com/gpu";

    private final SplittableRandom random = new SplittableRandom(42);
    private final Map<String, Node> nodes = new TreeMap<>();
    private final Map<String, Queue> queues = new TreeMap<>();
    private final Map<PartId, Gang> gangs = new HashMap<>();
    private List<Task> pending = new ArrayList<>();
    private List<Placement> placed = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private int made;
    private long evicted;
    private long bound;

    @Test
    void theBooksAreRightWhateverHappens() {
        for (int n = 0; n < NODES; n++) {
            nodes.put("n" + n, Given.machine("n" + n, GPUS));
        }
        QUEUES.forEach(this::quota);
        for (int done = 0; done < OPERATIONS; done += EACH) {
            for (int i = 0; i < EACH; i++) {
                operate();
            }
            now = now.plusSeconds(random.nextInt(5, 60));
            cycle();
        }
        System.out.println(OPERATIONS + " operations: " + bound + " bound, " + evicted + " evicted");
        assertThat(bound).isGreaterThan(OPERATIONS / 20);
        assertThat(evicted).isPositive();
    }

    private void operate() {
        switch (random.nextInt(20)) {
            case 0 -> nodes.remove("n" + random.nextInt(NODES));
            case 1, 2, 3 -> nodes.putIfAbsent("n" + (made % NODES), Given.machine("n" + made % NODES, GPUS));
            case 4 -> quota(QUEUES.get(random.nextInt(QUEUES.size())));
            case 5, 6, 7, 8, 9, 10 -> end();
            case 11 -> submitGang(random.nextInt(2, 7), random.nextInt(1, GPUS + 1));
            default -> submit(random.nextInt(1, 5));
        }
        placed.removeIf(p -> !nodes.containsKey(p.node()));
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
        Cluster cluster = new Cluster(
                now,
                List.copyOf(nodes.values()),
                pending,
                placed,
                List.copyOf(queues.values()),
                List.copyOf(gangs.values()));
        Plan plan = Planner.plan(Snapshot.of(cluster), FirstFit.POLICY, 0);
        check(cluster, plan);
        Cluster after = Rounds.after(cluster, plan);
        pending = new ArrayList<>(after.pending());
        placed = new ArrayList<>(after.placed());
        bound += plan.binds().count();
        evicted += plan.evictions().count();
    }

    private void check(Cluster before, Plan plan) {
        noNodeIsOverbooked(before, plan);
        noGangIsHalfBound(before, plan);
        noLimitIsExceeded(before, plan);
        nobodyLeavesForNothing(before, plan);
    }

    /** What stands, those asked to leave too, and what is bound now. */
    private static void noNodeIsOverbooked(Cluster before, Plan plan) {
        Map<String, Long> held = new HashMap<>();
        before.placed().forEach(p -> held.merge(p.node(), (long) gpus(p.task()), Long::sum));
        Map<String, Set<Integer>> devices = new HashMap<>();
        plan.binds().forEach(b -> {
            held.merge(b.node(), (long) b.slices().size(), Long::sum);
            b.slices().forEach(s -> assertThat(devices.computeIfAbsent(b.node(), n -> new HashSet<>())
                            .add(s.device()))
                    .as("device given twice on " + b.node())
                    .isTrue());
        });
        assertThat(held.values()).allMatch(g -> g <= GPUS);
    }

    private static int gpus(Task task) {
        return task.need().gpu().devices();
    }

    private static void noGangIsHalfBound(Cluster before, Plan plan) {
        Map<PartId, Long> present = new HashMap<>();
        before.placed().stream()
                .filter(p -> p.task().part() != null)
                .forEach(p -> present.merge(p.task().part(), 1L, Long::sum));
        Set<PartId> begun = new HashSet<>();
        plan.binds().filter(b -> b.gang() != null).forEach(b -> {
            present.merge(b.gang(), 1L, Long::sum);
            begun.add(b.gang());
        });
        for (Gang gang : before.gangs()) {
            if (begun.contains(gang.id())) {
                assertThat(present.getOrDefault(gang.id(), 0L))
                        .as("%s", gang.id())
                        .isGreaterThanOrEqualTo(gang.whole().minTasks());
            }
        }
    }

    /** A queue whose limit was lowered below what it has gets nothing more. */
    private static void noLimitIsExceeded(Cluster before, Plan plan) {
        Map<String, Long> used = new HashMap<>();
        before.placed().forEach(p -> used.merge(String.valueOf(p.task().queue()), (long) gpus(p.task()), Long::sum));
        Set<TaskId> begun = new HashSet<>();
        plan.binds().forEach(b -> begun.add(b.task()));
        Map<String, Long> more = new HashMap<>();
        before.pending().stream()
                .filter(t -> begun.contains(t.id()))
                .forEach(t -> more.merge(String.valueOf(t.queue()), (long) gpus(t), Long::sum));
        for (Queue queue : before.queues()) {
            long added = more.getOrDefault(queue.name(), 0L);
            long limit = queue.quota(GPU).limit() / 1000;
            assertThat(added == 0 || used.getOrDefault(queue.name(), 0L) + added <= limit)
                    .as("limit of %s", queue.name())
                    .isTrue();
        }
    }

    /** Whoever leaves, leaves for something that is promised its room, or because its queue or gang is at an end. */
    private static void nobodyLeavesForNothing(Cluster before, Plan plan) {
        Set<String> promised = new HashSet<>();
        plan.nominations()
                .forEach(n -> promised.add(
                        n.gang() == null ? "pod " + n.task().name() : n.gang().name()));
        Set<TaskId> fixed = new HashSet<>();
        before.placed().stream()
                .filter(p -> !p.task().terms().preemptible())
                .forEach(p -> fixed.add(p.task().id()));
        plan.evictions().forEach(e -> {
            PartId by = e.by();
            assertThat(by).as("%s", e.reason().message()).isNotNull();
            assertThat(promised).contains(by == null ? "" : by.name());
            assertThat(fixed).doesNotContain(e.task());
        });
    }
}
