package dev.kerf.sim.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kerf.sim.openb.PublishedBounds;
import dev.kerf.sim.openb.SharedTrace;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bounds of the published trace against those another program found. */
class OptimumTest {

    @ParameterizedTest(name = "{0} seed {1}")
    @CsvSource({"default,42", "default,43", "gpuspec33,42", "gpushare100,42"})
    void theBoundsAreThePublishedOnes(String trace, long seed) {
        PublishedBounds published = SharedTrace.folder().bounds();
        Optimum optimum = Optimum.of(SharedTrace.trace(trace, seed));
        assertThat(optimum.certified()).isTrue();
        assertThat(optimum.at100().gpus()).isEqualTo(published.gpus(trace, seed, 100), within(0.001));
        assertThat(optimum.at130().gpus()).isEqualTo(published.gpus(trace, seed, 130), within(0.001));
    }
}
