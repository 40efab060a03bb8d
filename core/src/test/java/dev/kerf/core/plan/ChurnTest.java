package dev.kerf.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Gang;
import dev.kerf.core.model.PartId;
import dev.kerf.core.model.Queue;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.TaskId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * After every few things that happen to a cluster a cycle decides and is carried out, and the books are looked at. {@code KERF_CHURN} says
 * how many things; a long run says how far it is.
 */
class ChurnTest {
    private static final int OPERATIONS = Integer.parseInt(System.getenv().getOrDefault("KERF_CHURN", "20000"));
    private static final int EACH = 10;
    private static final int NEWS = 10_000;
    private static final String GPU = "nvidia.com/gpu";

    @Test
    void theBooksAreRightWhateverHappens() {
        Happenings happenings = new Happenings(42, ChurnTest::check);
        for (int done = 0; done < OPERATIONS; done += EACH) {
            happenings.anything(EACH);
            if ((done + EACH) % NEWS == 0) {
                System.out.println(done + EACH + " operations: " + happenings.counted());
            }
        }
        System.out.println("all books right after " + OPERATIONS + " operations: " + happenings.counted());
        assertThat(happenings.bound()).isGreaterThan(OPERATIONS / 20);
        assertThat(happenings.evicted()).isPositive();
    }

    static void check(Cluster before, Plan plan) {
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
        assertThat(held.values()).allMatch(g -> g <= Happenings.GPUS);
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
