package dev.kerf.sim.bound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OfflineBoundTest {

    private static final double CLOSE = 1e-6;
    private static final NodeShape TWO_GPUS = new NodeShape("T4", 64_000, 262_144, 2, 1);

    private static PodDemand share(int milli, int count) {
        return new PodDemand(1000, 1024, 1, milli, Set.of(), count);
    }

    private static PodDemand whole(int gpus, int count) {
        return new PodDemand(1000, 1024, gpus, 1000, Set.of(), count);
    }

    private static BoundResult bound(NodeShape nodes, PodDemand... pods) {
        BoundResult result = OfflineBound.solve(List.of(pods), List.of(nodes));
        assertThat(result.certified()).isTrue();
        return result;
    }

    @Test
    void shares_that_tile_are_all_placed() {
        BoundResult result = bound(TWO_GPUS, share(810, 1), share(650, 1), share(320, 1));

        assertThat(result.gpus()).isEqualTo(1.78, within(CLOSE));
    }

    @Test
    void shares_of_810_strand_the_rest_of_their_gpu() {
        BoundResult result = bound(TWO_GPUS, share(810, 3), share(650, 1));

        assertThat(result.gpus()).isEqualTo(1.62, within(CLOSE));
        assertThat(result.plan().cuts()).singleElement().satisfies(cut -> {
            assertThat(cut.shares()).containsExactly(810);
            assertThat(cut.gpus()).isEqualTo(2, within(CLOSE));
        });
    }

    @Test
    void three_patterns_share_the_gpus_by_hand() {
        // 650+320 = 970 twice needs both GPUs; 810 alone would earn less.
        BoundResult result = bound(TWO_GPUS, share(810, 2), share(650, 2), share(320, 2));

        assertThat(result.gpus()).isEqualTo(1.94, within(CLOSE));
    }

    @Test
    void cores_limit_what_gpus_would_allow() {
        NodeShape poor = new NodeShape("P100", 3000, 262_144, 8, 1);

        BoundResult result = bound(poor, whole(1, 8));

        assertThat(result.gpus()).isEqualTo(3, within(CLOSE));
        assertThat(result.prices().of(poor).cpuMilli()).isEqualTo(0.001, within(CLOSE));
    }

    @Test
    void memory_limits_as_cores_do() {
        BoundResult result = bound(new NodeShape("P100", 96_000, 2048, 8, 1), whole(1, 8));

        assertThat(result.gpus()).isEqualTo(2, within(CLOSE));
    }

    @Test
    void pods_with_five_of_eight_gpus_get_a_node_each() {
        BoundResult result = bound(new NodeShape("G2", 96_000, 262_144, 8, 5), whole(5, 8));

        assertThat(result.gpus()).isEqualTo(25, within(CLOSE));
    }

    @Test
    void a_node_with_too_few_gpus_takes_no_larger_pod() {
        assertThat(bound(TWO_GPUS.times(10), whole(4, 5)).gpus()).isZero();
    }

    @Test
    void a_pod_goes_only_to_the_models_it_names() {
        PodDemand picky = new PodDemand(1000, 1024, 1, 1000, Set.of("A10", "G2"), 4);
        NodeShape wanted = new NodeShape("A10", 96_000, 262_144, 1, 1);

        BoundResult result = OfflineBound.solve(List.of(picky), List.of(TWO_GPUS, wanted));

        assertThat(result.gpus()).isEqualTo(1, within(CLOSE));
        assertThat(result.plan().quotas()).singleElement().satisfies(quota -> {
            assertThat(quota.pod()).isEqualTo(picky.one());
            assertThat(quota.shape()).isEqualTo(wanted.one());
            assertThat(quota.pods()).isEqualTo(1, within(CLOSE));
        });
    }

    @Test
    void cpu_only_pods_and_nodes_change_nothing() {
        PodDemand cpuOnly = new PodDemand(64_000, 1024, 0, 0, Set.of(), 9);
        NodeShape noGpu = new NodeShape("", 96_000, 262_144, 0, 3);

        BoundResult result = OfflineBound.solve(List.of(cpuOnly, whole(1, 1)), List.of(noGpu, TWO_GPUS));

        assertThat(result.gpus()).isEqualTo(1, within(CLOSE));
    }

    @Test
    void equal_pods_and_equal_nodes_are_counted_together() {
        BoundResult apart = OfflineBound.solve(List.of(share(810, 1), share(810, 2)), List.of(TWO_GPUS, TWO_GPUS));

        assertThat(apart.gpus()).isEqualTo(2.43, within(CLOSE));
        assertThat(apart.prices().shapes()).containsOnlyKeys(TWO_GPUS.one());
    }

    @Test
    void nothing_to_place_is_certified_zero() {
        assertThat(bound(TWO_GPUS).gpus()).isLessThan(CLOSE);
    }

    @Test
    void a_pod_with_parts_of_several_gpus_is_refused() {
        assertThatThrownBy(() -> new PodDemand(0, 0, 2, 500, Set.of(), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 GPUs with 500 milli each");
    }
}
