package dev.kerf.sim.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.sim.contender.Contender;
import dev.kerf.sim.openb.OpenbFolder;
import dev.kerf.sim.openb.PublishedCurves;
import dev.kerf.sim.openb.SharedTrace;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Five published policies on ten traces under five seeds give the authors' curves, digit for digit. */
class PublishedCurvesTest {
    static Stream<Arguments> policiesAndTraces() {
        return Arrays.stream(Contender.values())
                .filter(c -> c != Contender.RANDOM)
                .flatMap(c -> OpenbFolder.TRACES.stream().map(t -> Arguments.of(c, t)));
    }

    @ParameterizedTest
    @MethodSource("policiesAndTraces")
    void everyColumnOfEverySeedEqualsThePublishedCurve(Contender contender, String trace) {
        PublishedCurves published = SharedTrace.folder().published();
        for (long seed : OpenbFolder.SEEDS) {
            Played played = Replay.play(SharedTrace.trace(trace, seed), contender.policy(SharedTrace.pods(trace)));
            assertThat(played.allocation())
                    .as("%s on %s, seed %d", contender, trace, seed)
                    .containsExactly(published.curve(trace, contender.published(), seed));
        }
    }
}
