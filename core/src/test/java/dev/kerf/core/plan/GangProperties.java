package dev.kerf.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.FirstFit;
import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Gang;
import dev.kerf.core.model.Part;
import dev.kerf.core.model.PartId;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.snapshot.Snapshot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of every plan with gangs, whatever the cluster. */
class GangProperties {
    @Provide
    Arbitrary<Cluster> clusters() {
        return Clusters.withGangs();
    }

    private static List<Policy> policies() {
        return List.of(FirstFit.POLICY, PlannerProperties.POLICY);
    }

    @Property
    void noHalfGangIsBound(@ForAll("clusters") Cluster cluster) {
        for (Policy policy : policies()) {
            Plan plan = Planner.plan(Snapshot.of(cluster), policy, 7);
            Map<PartId, Integer> standing = new HashMap<>();
            cluster.placed().stream().map(Placement::task).forEach(t -> count(standing, t));
            Map<PartId, Integer> bound = new HashMap<>();
            bound(cluster, plan).forEach(t -> count(bound, t));
            for (Gang gang : cluster.gangs()) {
                if (size(gang.whole(), bound) > 0) {
                    Map<PartId, Integer> after = new HashMap<>(standing);
                    bound.forEach((part, n) -> after.merge(part, n, Integer::sum));
                    assertThat(met(gang.whole(), after)).isTrue();
                }
            }
        }
    }

    @Property
    void everyPendingTaskIsDecidedOnce(@ForAll("clusters") Cluster cluster) {
        for (Policy policy : policies()) {
            assertThat(Planner.plan(Snapshot.of(cluster), policy, 7).decisions().stream()
                            .filter(d -> !(d instanceof Decision.Evict))
                            .map(Decision::task))
                    .containsExactlyInAnyOrderElementsOf(
                            cluster.pending().stream().map(Task::id).toList());
        }
    }

    @Property
    void aGangThatIsHeldLeavesNoTrace(@ForAll("clusters") Cluster cluster) {
        Plan plan = Planner.plan(Snapshot.of(cluster), FirstFit.POLICY, 7);
        Set<PartId> held = new HashSet<>();
        for (Gang gang : cluster.gangs()) {
            if (plan.binds().noneMatch(b -> gang.id().equals(b.gang()))) {
                note(gang.whole(), held);
            }
        }
        List<Task> others =
                cluster.pending().stream().filter(t -> !held.contains(t.part())).toList();
        Plan without = Planner.plan(Snapshot.of(cluster.withTasks(others, cluster.placed())), FirstFit.POLICY, 7);
        assertThat(plan.binds()).containsExactlyElementsOf(without.binds().toList());
    }

    @Property
    void everyHeldGangSaysWhy(@ForAll("clusters") Cluster cluster) {
        Plan plan = Planner.plan(Snapshot.of(cluster), PlannerProperties.POLICY, 7);
        assertThat(plan.gangs()).allMatch(g -> !g.reason().message().contains("null"));
        assertThat(plan.holds()).allMatch(h -> !h.reason().message().isBlank());
    }

    private static void note(Part part, Set<PartId> into) {
        into.add(part.id());
        part.parts().forEach(p -> note(p, into));
    }

    private static Stream<Task> bound(Cluster cluster, Plan plan) {
        Set<TaskId> ids = new HashSet<>();
        plan.binds().forEach(b -> ids.add(b.task()));
        return cluster.pending().stream().filter(t -> ids.contains(t.id()));
    }

    private static void count(Map<PartId, Integer> counts, Task task) {
        PartId part = task.part();
        if (part != null) {
            counts.merge(part, 1, Integer::sum);
        }
    }

    private static int size(Part part, Map<PartId, Integer> counts) {
        int own = part.parts().isEmpty() ? counts.getOrDefault(part.id(), 0) : 0;
        return own + part.parts().stream().mapToInt(p -> size(p, counts)).sum();
    }

    private static boolean met(Part part, Map<PartId, Integer> counts) {
        return part.started()
                || (size(part, counts) >= part.minTasks()
                        && part.parts().stream().filter(p -> met(p, counts)).count() >= part.minParts());
    }
}
