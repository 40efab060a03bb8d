package dev.kerf.core.advise.rule;

import static dev.kerf.core.advise.Scenes.NOW;
import static dev.kerf.core.advise.Scenes.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Advice;
import dev.kerf.core.advise.Scenes;
import dev.kerf.core.model.GpuNeed;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** R16: room that is free in the wrong places. */
class DefragmentTest {
    /** Two nodes of four, two GPUs free on each, and work that wants four on one. */
    private static Scenes apart(Duration waits) {
        return new Scenes()
                .node("a", "A100", 4)
                .node("b", "A100", 4)
                .price("A100", "3.50")
                .running("Deployment/x", 2, "a", 1)
                .running("Deployment/y", 2, "b", 1)
                .pending(task("Job/big", "big-0", new GpuNeed.Whole(4)).withCreated(NOW.minus(waits)));
    }

    @Test
    void twoMoveForOneThatWantsANode() {
        Advice advice = Found.in(apart(Duration.ofHours(1)), new Defragment()).one();
        assertThat(advice.id()).isEqualTo("R16-team-Job-big");
        assertThat(((Action.Move) advice.draft().action()).tasks()).hasSize(2);
        assertThat(advice.benefit().served()).hasToString("[team/big-0]");
        assertThat(advice.benefit().realisable()).isEqualTo(4);
        assertThat(advice.clear()).as("stopped by %s", Found.stops(advice)).isTrue();
    }

    @Test
    void nobodyMovesForWhoHasJustCome() {
        Advice advice = Found.in(apart(Duration.ofMinutes(1)), new Defragment()).one();
        assertThat(Found.stops(advice)).containsExactly("waits-long-enough");
    }
}
