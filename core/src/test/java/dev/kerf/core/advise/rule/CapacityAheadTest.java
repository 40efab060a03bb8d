package dev.kerf.core.advise.rule;

import static dev.kerf.core.advise.Scenes.steady;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.advise.Advice;
import dev.kerf.core.advise.Scenes;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.use.Signal;
import org.junit.jupiter.api.Test;

/** R24: how many GPUs will be wanted. */
class CapacityAheadTest {
    private static Scenes four(int days) {
        Scenes scenes = new Scenes().node("a", "A100", 4).price("A100", "3.50").running("Deployment/x", 4, "a", 1);
        return scenes.sawAll("Deployment/x", Signal.ACTIVITY, steady(days, 0.5))
                .pending(Scenes.task("Job/next", "next-0", new GpuNeed.Whole(2)));
    }

    @Test
    void whatWaitsBesideAFullFleetIsMissing() {
        Advice advice = Found.in(four(28), new CapacityAhead()).one();
        assertThat(advice.draft().goal()).isEqualTo("2 GPUs of model A100 more");
        assertThat(advice.draft().decomposition())
                .containsEntry("waiting", "2 GPUs")
                .containsEntry("there", "4 GPUs");
        assertThat(advice.clear()).as("stopped by %s", Found.stops(advice)).isTrue();
    }

    @Test
    void aWeekOfFiguresForeseesNoWeek() {
        Advice advice = Found.in(four(7), new CapacityAhead()).one();
        assertThat(Found.stops(advice)).containsExactly("enough-history");
    }
}
