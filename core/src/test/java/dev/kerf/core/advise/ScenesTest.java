package dev.kerf.core.advise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.use.Signal;
import org.junit.jupiter.api.Test;

class ScenesTest {
    @Test
    void aSceneTellsWhoHoldsWhatAndWhatWasSeenOfIt() {
        Scene scene = new Scenes()
                .node("a", "A100", 8)
                .running("Deployment/chat", 2, "a", 2)
                .sawAll("Deployment/chat", Signal.ACTIVITY, Scenes.steady(7, 0.3))
                .saw("chat-0", Signal.CPU, Scenes.steady(7, 2))
                .price("A100", "3.43")
                .scene();
        Work work = scene.works().getFirst();
        assertThat(work.held()).isEqualTo(4000);
        assertThat(work.of(Signal.ACTIVITY).keySet())
                .extracting(s -> s.device())
                .containsExactly("GPU-a-0", "GPU-a-1", "GPU-a-2", "GPU-a-3");
        assertThat(work.of(Signal.CPU)).hasSize(1);
        assertThat(work.confidence(Signal.ACTIVITY, scene.now()).worth()).isEqualTo(1);
    }

    @Test
    void whenAllOfANodeGoesTheNodeIsSaved() {
        Scene scene = new Scenes()
                .node("a", "A100", 8)
                .running("Deployment/chat", 2, "a", 2)
                .price("A100", "3.43")
                .scene();
        Benefit benefit =
                new Proving(scene).of(WhatIf.without(scene.works().getFirst().ids()));
        assertThat(benefit.theoretical()).isEqualTo(4);
        assertThat(benefit.empty()).containsExactly("a");
        assertThat(benefit.real()).hasToString("27.44 USD");
    }
}
