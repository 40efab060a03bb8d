package dev.kerf.sim.bound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The bound against the true optimum of small instances, found by trying everything. */
class BoundAboveOptimumTest {

    @Property(tries = 1000)
    void no_placement_beats_the_bound(@ForAll("pods") List<PodDemand> pods, @ForAll("nodes") List<NodeShape> nodes) {
        BoundResult result = OfflineBound.solve(pods, nodes);
        double asked = pods.stream().mapToLong(PodDemand::milli).sum() / 1000.0;
        double present = nodes.stream().mapToLong(NodeShape::totalGpus).sum();

        assertThat(result.certified()).isTrue();
        assertThat(result.gpus()).isGreaterThanOrEqualTo(new Exhaustive(pods, nodes).optimum() / 1000.0);
        assertThat(result.gpus()).isLessThanOrEqualTo(Math.min(asked, present) + 1e-6);
    }

    @Property(tries = 1000)
    void the_plan_reaches_the_bound_within_its_limits(
            @ForAll("pods") List<PodDemand> pods, @ForAll("nodes") List<NodeShape> nodes) {
        BoundResult result = OfflineBound.solve(pods, nodes);
        List<Plan.Quota> quotas = result.plan().quotas();
        double reached = quotas.stream()
                .mapToDouble(quota -> quota.pods() * quota.pod().milli())
                .sum();

        assertThat(reached / 1000).isBetween(result.gpus() - 1e-5, result.gpus() + 1e-5);
        for (PodDemand pod : Instance.mergePods(pods)) {
            assertThat(quotas.stream()
                            .filter(quota -> quota.pod().equals(pod.one()))
                            .mapToDouble(Plan.Quota::pods)
                            .sum())
                    .isLessThanOrEqualTo(pod.count() + 1e-6);
        }
        assertThat(result.plan().cuts()).allSatisfy(cut -> assertThat(
                        cut.shares().stream().mapToInt(Integer::intValue).sum())
                .isLessThanOrEqualTo(1000));
    }

    @Provide
    Arbitrary<List<PodDemand>> pods() {
        Arbitrary<PodDemand> shares = pod(Arbitraries.just(1), Arbitraries.of(810, 650, 500, 470, 320, 333, 70, 1));
        Arbitrary<PodDemand> wholes = pod(Arbitraries.integers().between(1, 4), Arbitraries.just(1000));
        return Arbitraries.oneOf(shares, wholes).list().ofMinSize(1).ofMaxSize(5);
    }

    private static Arbitrary<PodDemand> pod(Arbitrary<Integer> gpus, Arbitrary<Integer> milli) {
        Arbitrary<Long> cpu = Arbitraries.longs().between(0, 6000);
        Arbitrary<Long> memory = Arbitraries.longs().between(0, 6000);
        Arbitrary<Set<String>> models = Arbitraries.of(Set.of(), Set.of("A"), Set.of("A", "B"));
        return Combinators.combine(cpu, memory, gpus, milli, models)
                .as((c, m, g, share, model) -> new PodDemand(c, m, g, share, model, 1));
    }

    @Provide
    Arbitrary<List<NodeShape>> nodes() {
        Arbitrary<NodeShape> node = Combinators.combine(
                        Arbitraries.of("A", "B"),
                        Arbitraries.longs().between(1000, 12_000),
                        Arbitraries.longs().between(1000, 12_000),
                        Arbitraries.integers().between(1, 3))
                .as((model, cpu, memory, gpus) -> new NodeShape(model, cpu, memory, gpus, 1));
        return node.list().ofMinSize(1).ofMaxSize(2);
    }
}
