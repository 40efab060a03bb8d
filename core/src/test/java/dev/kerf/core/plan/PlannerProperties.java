package dev.kerf.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Node;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Share;
import dev.kerf.core.model.Slice;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.reason.Fit;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.worth.KerfPlacer;
import dev.kerf.core.worth.Knobs;
import dev.kerf.core.worth.Mix;
import dev.kerf.core.worth.Outlook;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of every plan, whatever the cluster. */
class PlannerProperties {
    /** The kerf policy with prices for parts as if each size were alone in the world. */
    static final Policy POLICY = (workspace, seed) -> {
        Mix mix = Mix.of(workspace.snapshot());
        SortedMap<Integer, Double> prices = new TreeMap<>();
        mix.parts().keySet().forEach(size -> prices.put(size, 1.0 / (Share.WHOLE / size)));
        return new KerfPlacer(workspace, new Outlook(mix, prices, Knobs.TUNED));
    };

    @Provide
    Arbitrary<Cluster> clusters() {
        return Clusters.any();
    }

    @Provide
    Arbitrary<Cluster> tinyClusters() {
        return Clusters.tiny();
    }

    private static Plan plan(Cluster cluster) {
        return Planner.plan(Snapshot.of(cluster), POLICY, 7);
    }

    @Property
    void everyPendingTaskIsDecidedOnce(@ForAll("clusters") Cluster cluster) {
        Plan plan = plan(cluster);
        List<TaskId> decided = plan.decisions().stream()
                .filter(d -> !(d instanceof Decision.Evict))
                .map(Decision::task)
                .toList();
        assertThat(plan.evictions().map(Decision::task))
                .doesNotHaveDuplicates()
                .isSubsetOf(cluster.placed().stream().map(p -> p.task().id()).toList());
        assertThat(decided)
                .containsExactlyInAnyOrderElementsOf(
                        cluster.pending().stream().map(Task::id).toList());
    }

    @Property
    void noDeviceGivesMoreThanItHas(@ForAll("clusters") Cluster cluster) {
        holdings(cluster, plan(cluster)).forEach((node, slices) -> slices.stream()
                .collect(Collectors.groupingBy(Slice::device))
                .forEach((device, held) -> {
                    long parts = held.stream()
                            .mapToLong(s -> s.share().thousandths())
                            .sum();
                    long bytes = held.stream()
                            .mapToLong(s -> s.share().memory().count())
                            .sum();
                    assertThat(parts).isLessThanOrEqualTo(Share.WHOLE);
                    assertThat(bytes)
                            .isLessThanOrEqualTo(
                                    named(cluster, node).gpus().memory().count());
                    assertThat(device).isLessThan(named(cluster, node).gpus().count());
                }));
    }

    private static Node named(Cluster cluster, String name) {
        return cluster.nodes().stream()
                .filter(n -> n.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, List<Slice>> holdings(Cluster cluster, Plan plan) {
        Map<String, List<Slice>> held = cluster.placed().stream()
                .collect(Collectors.groupingBy(
                        Placement::node, Collectors.flatMapping(p -> p.slices().stream(), Collectors.toList())));
        plan.binds().forEach(b -> held.computeIfAbsent(b.node(), n -> new ArrayList<>())
                .addAll(b.slices()));
        return held;
    }

    @Property
    void noNodeGivesMoreCpuMemoryOrPodsThanItHas(@ForAll("clusters") Cluster cluster) {
        Map<TaskId, Task> tasks = cluster.pending().stream().collect(Collectors.toMap(Task::id, Function.identity()));
        Plan plan = plan(cluster);
        for (Node node : cluster.nodes()) {
            List<Task> there = new ArrayList<>(plan.binds()
                    .filter(b -> b.node().equals(node.name()))
                    .map(b -> tasks.get(b.task()))
                    .toList());
            cluster.placed().stream().filter(p -> p.node().equals(node.name())).forEach(p -> there.add(p.task()));
            assertThat(there.stream().mapToLong(t -> t.need().cpu().milli()).sum())
                    .isLessThanOrEqualTo(node.capacity().cpu().milli());
            assertThat(there.stream().mapToLong(t -> t.need().memory().count()).sum())
                    .isLessThanOrEqualTo(node.capacity().memory().count());
            assertThat((long) there.size()).isLessThanOrEqualTo(node.capacity().pods());
        }
    }

    @Property
    void theOrderOfTheRecordsDoesNotMatter(@ForAll("clusters") Cluster cluster, @ForAll long shuffle) {
        Random random = new Random(shuffle);
        assertThat(plan(shuffled(cluster, random))).isEqualTo(plan(cluster));
    }

    private static Cluster shuffled(Cluster cluster, Random random) {
        return new Cluster(
                cluster.asOf(),
                shuffled(cluster.nodes(), random),
                shuffled(cluster.pending(), random),
                shuffled(cluster.placed(), random),
                cluster.queues(),
                shuffled(cluster.gangs(), random));
    }

    private static <T> List<T> shuffled(List<T> list, Random random) {
        List<T> copy = new ArrayList<>(list);
        Collections.shuffle(copy, random);
        return copy;
    }

    @Property
    void whoIsHeldFitsNowhereAtTheEnd(@ForAll("clusters") Cluster cluster) {
        Plan plan = plan(cluster);
        Snapshot after = Snapshot.of(afterwards(cluster, plan));
        Plan again = Planner.plan(after, POLICY, 7);
        assertThat(again.binds()).isEmpty();
        assertThat(plan.holds()).allMatch(h -> h.fit() != Fit.FITS);
    }

    private static Cluster afterwards(Cluster cluster, Plan plan) {
        Map<TaskId, Decision.Bind> binds = plan.binds().collect(Collectors.toMap(Decision::task, b -> b));
        List<Placement> placed = new ArrayList<>(cluster.placed());
        List<Task> pending = new ArrayList<>();
        for (Task task : cluster.pending()) {
            Decision.Bind bind = binds.get(task.id());
            if (bind == null) {
                pending.add(task);
            } else {
                placed.add(new Placement(task, bind.node(), bind.slices(), null, false));
            }
        }
        return cluster.withTasks(pending, placed);
    }

    @Property
    void whoNeverFitsDoesNotFitAnEmptyCluster(@ForAll("clusters") Cluster cluster) {
        plan(cluster).holds().forEach(hold -> {
            List<Task> alone = cluster.pending().stream()
                    .filter(t -> t.id().equals(hold.task()))
                    .toList();
            Plan empty = plan(new Cluster(cluster.asOf(), cluster.nodes(), alone, List.of(), List.of()));
            assertThat(empty.binds().findAny().isPresent()).isEqualTo(hold.fit() == Fit.NOT_NOW);
        });
    }

    @Property
    void aFirstTaskIsPlacedExactlyWhereSearchFindsRoom(@ForAll("tinyClusters") Cluster cluster) {
        Plan plan = plan(cluster);
        Cluster one = new Cluster(
                cluster.asOf(),
                cluster.nodes(),
                cluster.pending().stream().limit(1).toList(),
                cluster.placed(),
                List.of());
        if (one.pending().isEmpty()) {
            assertThat(plan.decisions()).isEmpty();
            return;
        }
        boolean room = BruteForce.fits(one, one.pending().getFirst());
        assertThat(plan(one).binds().findAny().isPresent()).isEqualTo(room);
    }
}
