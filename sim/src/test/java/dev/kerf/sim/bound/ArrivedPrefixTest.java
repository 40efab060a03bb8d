package dev.kerf.sim.bound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArrivedPrefixTest {

    private static final PodDemand HALF = new PodDemand(1000, 1024, 1, 500, Set.of(), 1);
    private static final PodDemand PAIR = new PodDemand(1000, 1024, 2, 1000, Set.of(), 1);
    private static final PodDemand CPU = new PodDemand(1000, 1024, 0, 0, Set.of(), 1);
    private static final List<NodeShape> THREE_GPUS = List.of(new NodeShape("T4", 8000, 8192, 3, 1));

    @Test
    void the_prefix_ends_before_the_pod_that_exceeds_the_capacity() {
        ArrivedPrefix prefix = ArrivedPrefix.upTo(100, List.of(HALF, PAIR, CPU, HALF, CPU, HALF), THREE_GPUS);

        assertThat(prefix.pods()).isEqualTo(5);
        assertThat(prefix.gpus()).isEqualTo(3.0);
        assertThat(prefix.demands()).containsExactly(HALF.times(2), PAIR, CPU.times(2));
    }

    @Test
    void a_pod_that_would_fit_after_the_end_is_not_in_the_prefix() {
        ArrivedPrefix prefix = ArrivedPrefix.upTo(100, List.of(PAIR, PAIR, HALF), THREE_GPUS);

        assertThat(prefix.pods()).isEqualTo(1);
    }

    @Test
    void beyond_the_capacity_more_arrive() {
        assertThat(ArrivedPrefix.upTo(134, List.of(PAIR, PAIR, HALF), THREE_GPUS)
                        .pods())
                .isEqualTo(2);
    }
}
