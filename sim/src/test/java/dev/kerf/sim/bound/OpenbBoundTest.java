package dev.kerf.sim.bound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bounds of the published trace against those another program found. */
class OpenbBoundTest {

    @ParameterizedTest(name = "{0} seed {1} at {2} %")
    @CsvSource({"default,42,100", "default,42,130", "gpuspec33,42,100", "gpushare100,42,130"})
    void the_bound_is_the_published_one(String trace, int seed, int percent) {
        SharedTrace shared = SharedTrace.orSkip();
        List<NodeShape> nodes = shared.nodes();
        ArrivedPrefix arrived = ArrivedPrefix.upTo(percent, shared.arrivals(trace, seed), nodes);

        BoundResult result = OfflineBound.solve(arrived.demands(), nodes);

        assertThat(result.certified()).isTrue();
        assertThat(result.gpus()).isEqualTo(shared.published(trace, seed, percent), within(0.001));
    }
}
