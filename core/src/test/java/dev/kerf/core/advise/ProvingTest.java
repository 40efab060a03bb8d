package dev.kerf.core.advise;

import static dev.kerf.core.advise.Scenes.steady;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.advise.rule.Catalogue;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Task;
import dev.kerf.core.use.Signal;
import org.junit.jupiter.api.Test;

/** What a change is credited with while something waits. */
class ProvingTest {
    private static final Task WAITS = Scenes.task("Job/train", "train-0", new GpuNeed.Whole(2));

    @Test
    void whatStartsAnywayIsTheMeritOfNoChange() {
        Scene scene = new Scenes()
                .node("a", "A100", 4)
                .running("Deployment/chat", 1, "a", 1)
                .pending(WAITS)
                .scene();
        assertThat(new Proving(scene).of(WhatIf.NONE).realisable()).isZero();
        assertThat(new Proving(scene).of(WhatIf.without(scene.works().getFirst().ids())))
                .satisfies(benefit -> assertThat(benefit.realisable()).isZero())
                .satisfies(benefit -> assertThat(benefit.theoretical()).isEqualTo(1));
    }

    @Test
    void whatStartsInTheRoomOfOthersIsTheirs() {
        Scene scene = new Scenes()
                .node("a", "A100", 4)
                .running("Deployment/chat", 1, "a", 4)
                .pending(WAITS)
                .scene();
        assertThat(new Proving(scene).of(WhatIf.NONE).realisable()).isZero();
        assertThat(new Proving(scene)
                        .of(WhatIf.without(scene.works().getFirst().ids()))
                        .realisable())
                .isEqualTo(2);
    }

    /** R25 changes no placement, and R08 none where the nodes cannot share better. */
    @Test
    void whatChangesNothingPushesNothingAsideWhileSomethingStarts() {
        Scenes scenes = new Scenes().node("a", "H800", 8).pending(WAITS);
        for (int i = 0; i < 4; i++) {
            scenes.running("Deployment/chat-" + i, 1, "a", 1)
                    .saw("chat-" + i + "-0", Signal.ACTIVITY, steady(14, i == 0 ? 0 : 0.1))
                    .saw("chat-" + i + "-0", Signal.GPU_MEMORY, steady(14, Scenes.gib(10)));
        }
        Advised advised = Advisor.advise(scenes.scene(), Catalogue.ALL);
        assertThat(advised.advice()).extracting(Advice::id).contains("R01-team-Deployment-chat-0");
        assertThat(advised.advice())
                .filteredOn(a -> a.draft().kind() == Kind.R25)
                .isNotEmpty()
                .allSatisfy(a -> assertThat(a.benefit().realisable()).isZero());
    }
}
