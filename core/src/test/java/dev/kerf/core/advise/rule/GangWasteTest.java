package dev.kerf.core.advise.rule;

import static dev.kerf.core.advise.Scenes.steady;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.advise.Advice;
import dev.kerf.core.advise.Scenes;
import dev.kerf.core.use.Signal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** R22: a gang that waits for one of its ranks. */
class GangWasteTest {
    private static Scenes ranks(double slowest) {
        Scenes scenes = new Scenes().node("a", "A100", 8).price("A100", "3.50").running("PyTorchJob/train", 4, "a", 1);
        scenes.sawAll("PyTorchJob/train", Signal.ACTIVITY, steady(1, 0.9));
        return scenes.saw("train-2", Signal.ACTIVITY, steady(1, slowest));
    }

    @Test
    void aStragglerCostsTheOthers() {
        Advice advice = Found.in(ranks(0.3), new GangWaste()).one();
        assertThat(advice.draft().goal()).isEqualTo("train-2 straggles on node a");
        assertThat(advice.draft().decomposition()).containsEntry("lost", "2.7 GPUs");
        assertThat(advice.clear()).as("stopped by %s", Found.stops(advice)).isTrue();
    }

    @Test
    void anIdleRankCostsItsOwnGpu() {
        assertThat(Found.in(ranks(0.001), new GangWaste()).one().draft().goal())
                .isEqualTo("train-2 does nothing on node a");
    }

    @Test
    void aGangThatHasJustBegunIsLeftAlone() {
        Advice advice = Found.in(ranks(0.3).since(Duration.ofMinutes(10)), new GangWaste())
                .one();
        assertThat(Found.stops(advice)).containsExactly("begun");
    }

    @Test
    void ranksAlikeAreFine() {
        assertThat(Found.in(ranks(0.8), new GangWaste()).all()).isEmpty();
    }
}
