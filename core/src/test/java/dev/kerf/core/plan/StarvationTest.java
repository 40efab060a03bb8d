package dev.kerf.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.FirstFit;
import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Gang;
import dev.kerf.core.model.PartId;
import dev.kerf.core.model.Task;
import dev.kerf.core.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * No gang that is within what its queue is sure of waits for longer than is promised, while work keeps coming that would
 * fit into every gap: as long as it waits before nodes are kept for it, and as long as what may not be asked to leave goes on
 * there; and that once more for each that comes before it, here one. Time counts while nodes and queues stay as they are.
 */
class StarvationTest {
    private static final int OPERATIONS = Integer.parseInt(System.getenv().getOrDefault("KERF_CHURN", "20000"));
    private static final int PHASE = 400;
    private static final String GPU = "nvidia.com/gpu";
    private static final Duration PROMISED = Conduct.USUAL.keepAfter().plus(Happenings.LONGEST.multipliedBy(2));

    private final Map<PartId, Instant> since = new HashMap<>();
    private Duration longest = Duration.ZERO;
    private long waited;

    @Test
    void whatIsWithinItsGuaranteeStartsInTime() {
        Happenings happenings = new Happenings(7, this::look);
        for (int done = 0; done < OPERATIONS; done += 40 + 4 * PHASE) {
            happenings.anything(40);
            happenings.calm();
            since.clear();
            for (int i = 0; i < PHASE; i++) {
                happenings.workOnly(4);
            }
            assertThat(longest).isLessThan(PROMISED);
            System.out.printf(
                    "%d operations: %s; gangs within their guarantee waited for %d min at most, %d cycles in all%n",
                    done + 40 + 4 * PHASE, happenings.counted(), longest.toMinutes(), waited);
        }
        assertThat(waited).as("cycles in which such a gang waited").isPositive();
    }

    private void look(Cluster cluster, Plan plan) {
        Set<PartId> begun = new HashSet<>();
        plan.binds().filter(b -> b.gang() != null).forEach(b -> begun.add(b.gang()));
        Map<PartId, List<Task>> waiting = new HashMap<>();
        cluster.pending().stream()
                .filter(t -> t.part() != null && !begun.contains(t.part()))
                .forEach(t -> waiting.merge(t.part(), List.of(t), StarvationTest::both));
        since.keySet().retainAll(waiting.keySet());
        for (Gang gang : cluster.gangs()) {
            List<Task> tasks = waiting.getOrDefault(gang.id(), List.of());
            if (tasks.size() >= gang.whole().minTasks() && sure(cluster, gang, tasks) && fits(cluster, gang, tasks)) {
                since.putIfAbsent(gang.id(), cluster.asOf());
                waited++;
                Duration so = Duration.between(since.get(gang.id()), cluster.asOf());
                longest = so.compareTo(longest) > 0 ? so : longest;
            } else {
                since.remove(gang.id());
            }
        }
    }

    private static List<Task> both(List<Task> a, List<Task> b) {
        return java.util.stream.Stream.concat(a.stream(), b.stream()).toList();
    }

    private static int gpus(Task task) {
        return task.need().gpu().devices();
    }

    /** Whether its queue would stay within its guarantee. */
    private static boolean sure(Cluster cluster, Gang gang, List<Task> tasks) {
        String queue = String.valueOf(tasks.getFirst().queue());
        long used = cluster.placed().stream()
                .filter(p -> queue.equals(p.task().queue()))
                .mapToLong(p -> gpus(p.task()))
                .sum();
        long more = (long) gang.whole().minTasks() * gpus(tasks.getFirst());
        long guarantee = cluster.queues().stream()
                .filter(q -> q.name().equals(queue))
                .mapToLong(q -> q.quota(GPU).guarantee() / 1000)
                .sum();
        return used + more <= guarantee;
    }

    /** Whether the cluster would have room if it were empty. */
    private static boolean fits(Cluster cluster, Gang gang, List<Task> tasks) {
        Cluster empty = new Cluster(cluster.asOf(), cluster.nodes(), tasks, List.of(), cluster.queues(), List.of(gang));
        return Planner.plan(Snapshot.of(empty), FirstFit.POLICY, 0)
                .binds()
                .findAny()
                .isPresent();
    }
}
