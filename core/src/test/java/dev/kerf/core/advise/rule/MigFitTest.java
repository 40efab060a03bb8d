package dev.kerf.core.advise.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Advice;
import dev.kerf.core.advise.Draft;
import dev.kerf.core.advise.Guard;
import dev.kerf.core.advise.Scenes;
import dev.kerf.core.use.Attribution;
import dev.kerf.core.use.Signal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MigFitTest {
    /** Two pods in 3g.20gb that use 4 GiB and a tenth of their compute. */
    private static Scenes roomy(int days, long smaller) {
        Scenes scenes = new Scenes()
                .node(Migs.node("a", 2, Map.of("3g.20gb", 2L, "1g.5gb", smaller)))
                .pod(Migs.asking("Deployment/embed", "embed-0", "3g.20gb"), "a", 0)
                .pod(Migs.asking("Deployment/embed", "embed-1", "3g.20gb"), "a", 1);
        scenes.price("NVIDIA-A100-SXM4-40GB", "2.745");
        for (String pod : List.of("embed-0", "embed-1")) {
            scenes.saw(pod, Signal.GPU_MEMORY, Scenes.steady(days, Scenes.gib(4)), Attribution.MIG_INSTANCE)
                    .saw(pod, Signal.ACTIVITY, Scenes.steady(days, 0.1), Attribution.MIG_INSTANCE);
        }
        return scenes;
    }

    private static List<Draft> drafts(Scenes scenes) {
        return new MigFit().drafts(scenes.scene());
    }

    private static Guard guard(Draft draft, String name) {
        return draft.guards().stream()
                .filter(g -> g.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void workThatUsesATenthOfItsInstanceAsksForTheSmallest() {
        Draft draft = drafts(roomy(14, 7)).getFirst();
        assertThat(draft.action().sentence())
                .isEqualTo("ask 1 nvidia.com/mig-1g.5gb for team/Deployment/embed, no longer nvidia.com/mig-3g.20gb");
        assertThat(draft.goal()).isEqualTo("1g.5gb instead of 3g.20gb for 2 pods");
        assertThat(draft.evidence())
                .anySatisfy(o -> assertThat(o.query()).contains("max_over_time(DCGM_FI_DEV_FB_USED{"));
        assertThat(draft.decomposition()).containsEntry("memory needed", "4.4 GiB");
        assertThat(draft.gpuHours()).isCloseTo(2 * (0.5 - 1 / 7.0) * 24, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(draft.guards()).allMatch(Guard::passes);
        Advice advice = Found.in(roomy(14, 7), new MigFit()).one();
        assertThat(Found.stops(advice)).isEmpty();
        assertThat(advice.benefit().theory()).hasToString("1.96 USD");
        assertThat(draft.change().needs()).hasSize(2);
    }

    @Test
    void whatIsNotOfferedIsForAnotherLayout() {
        Draft draft = drafts(roomy(14, 1)).getFirst();
        assertThat(guard(draft, "profile-offered").passes()).isFalse();
        assertThat(guard(draft, "profile-offered").message()).contains("R09");
    }

    @Test
    void threeDaysAreNotEnough() {
        assertThat(guard(drafts(roomy(3, 7)).getFirst(), "enough-history").passes())
                .isFalse();
    }

    @Test
    void memoryDecidesEvenWhereComputeIsIdle() {
        Scenes scenes = roomy(14, 7);
        scenes.saw("embed-0", Signal.GPU_MEMORY, Scenes.steady(14, Scenes.gib(8.5)), Attribution.MIG_INSTANCE);
        Draft draft = drafts(scenes).getFirst();
        assertThat(draft.action()).isInstanceOfSatisfying(Action.Extended.class, e -> assertThat(e.resource())
                .isIn("nvidia.com/mig-2g.10gb", "nvidia.com/mig-1g.10gb"));
    }

    @Test
    void whatNeedsItsInstanceKeepsIt() {
        Scenes scenes = roomy(14, 7).sawAll("Deployment/embed", Signal.ACTIVITY, Scenes.steady(14, 0.95));
        assertThat(drafts(scenes)).isEmpty();
    }

    @Test
    void aPodThatWasNotMeasuredIsNotFitted() {
        Scenes scenes = roomy(14, 7).pod(Migs.asking("Deployment/embed", "embed-2", "3g.20gb"), "a");
        assertThat(drafts(scenes)).isEmpty();
    }
}
