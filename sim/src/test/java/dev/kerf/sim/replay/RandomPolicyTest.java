package dev.kerf.sim.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kerf.sim.contender.Contender;
import dev.kerf.sim.openb.OpenbFolder;
import dev.kerf.sim.openb.SharedTrace;
import org.junit.jupiter.api.Test;

/** The random policy has another generator than the authors', so only its mean can agree. */
class RandomPolicyTest {
    private static final double PUBLISHED_MEAN = 86.30;

    @Test
    void theMeanOverTheSeedsIsWithinFourTenthsOfThePublishedOne() {
        double mean = OpenbFolder.SEEDS.stream()
                .mapToDouble(seed -> Replay.play(
                                SharedTrace.trace("default", seed),
                                Contender.RANDOM.policy(SharedTrace.pods("default")))
                        .allocation()[100])
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(PUBLISHED_MEAN, within(0.4));
    }
}
