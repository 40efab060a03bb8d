package dev.kerf.core.advise.rule;

import static dev.kerf.core.advise.Scenes.steady;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Advice;
import dev.kerf.core.advise.Scenes;
import dev.kerf.core.advise.Target;
import dev.kerf.core.model.Cpu;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.use.Signal;
import org.junit.jupiter.api.Test;

/** R12: a GPU that waits for its data. */
class CpuStarvedTest {
    private static Scenes loader(double throttled) {
        return new Scenes()
                .node("a", "A100", 4)
                .price("A100", "3.50")
                .running("Job/train", 1, "a", 1)
                .saw("train-0", Signal.ACTIVITY, steady(2, 0.35))
                .saw("train-0", Signal.CPU, steady(2, 3.9))
                .saw("train-0", Signal.THROTTLED, steady(2, throttled));
    }

    @Test
    void throttledCpuGrows() {
        Advice advice = Found.in(loader(0.4), new CpuStarved()).one();
        // 4 cores ÷ (1 − 0.4) × 1.3
        assertThat(advice.draft().action())
                .isEqualTo(
                        new Action.Requests(new Target.OfWorkload("team", "Job/train", "main"), new Cpu(8667), null));
        assertThat(advice.draft().decomposition()).containsEntry("throughput", "up to 2.2 times");
        assertThat(advice.clear()).as("stopped by %s", Found.stops(advice)).isTrue();
    }

    @Test
    void peggedCpuGrowsWhereNobodyTellsOfThrottling() {
        Scenes pegged = new Scenes()
                .node("a", "A100", 4)
                .price("A100", "3.50")
                .running("Job/train", 1, "a", 1)
                .saw("train-0", Signal.ACTIVITY, steady(2, 0.35))
                .saw("train-0", Signal.CPU, steady(2, 3.9));
        assertThat(Found.in(pegged, new CpuStarved()).one().draft().goal()).isEqualTo("5.2 CPU instead of 4");
    }

    @Test
    void aFullNodeStopsIt() {
        Scenes full = loader(0.4);
        for (int i = 0; i < 23; i++) {
            full.pod(Scenes.task("Deployment/web", "web-" + i, new GpuNeed.None()), "a");
        }
        Advice advice = Found.in(full, new CpuStarved()).one();
        assertThat(Found.stops(advice)).containsExactly("node-has-cpu");
        assertThat(Found.says(advice, "node-has-cpu")).isEqualTo("node a has not so much CPU free");
    }

    @Test
    void aBusyGpuWaitsForNothing() {
        Scenes busy = loader(0.4).saw("train-0", Signal.ACTIVITY, steady(2, 0.85));
        assertThat(Found.in(busy, new CpuStarved()).all()).isEmpty();
    }
}
