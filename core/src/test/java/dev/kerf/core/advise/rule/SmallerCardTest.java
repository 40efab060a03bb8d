package dev.kerf.core.advise.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.Given;
import dev.kerf.core.advise.Draft;
import dev.kerf.core.advise.Guard;
import dev.kerf.core.advise.Scenes;
import dev.kerf.core.card.CardModel;
import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Gpus;
import dev.kerf.core.use.Signal;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SmallerCardTest {
    /** Two pods on H100s that use a tenth of them and 14 GiB; A10s and L4s stand beside. */
    private static Scenes onLargeCards(int days) {
        return new Scenes()
                .node("a", "H100", 8)
                .node(Given.sized("b", 48, 192, new Gpus("A10", Bytes.ofGib(23), 4)))
                .node(Given.sized("c", 48, 192, new Gpus("L4", Bytes.ofGib(22), 4)))
                .running("Deployment/embed", 2, "a", 1)
                .sawAll("Deployment/embed", Signal.ACTIVITY, Scenes.steady(days, 0.1))
                .sawAll("Deployment/embed", Signal.GPU_MEMORY, Scenes.steady(days, Scenes.gib(14)))
                .sawAll("Deployment/embed", Signal.DRAM, Scenes.steady(days, 0.05))
                .price("H100", "6.88")
                .price("A10", "1.10")
                .price("L4", "0.80");
    }

    private static List<Draft> drafts(Scenes scenes) {
        return new SmallerCard().drafts(scenes.scene());
    }

    private static Guard guard(Draft draft, String name) {
        return draft.guards().stream()
                .filter(g -> g.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void workThatATenthOfAnH100IsEnoughForMovesToTheCardThatIsCheapestForItsSpeed() {
        Draft draft = drafts(onLargeCards(14)).getFirst();
        assertThat(draft.goal()).isEqualTo("A10 24 GB instead of H100 80 GB");
        assertThat(draft.action().sentence())
                .isEqualTo("keep team/Deployment/embed on nodes with {nvidia.com/gpu.product=A10}");
        assertThat(draft.decomposition())
                .containsEntry("q99 activity", "10.0 % now, 79.1 % then")
                .containsEntry("memory needed", "16.1 GiB");
        assertThat(draft.guards()).allMatch(Guard::passes);
        assertThat(Found.stops(Found.in(onLargeCards(14), new SmallerCard()).one()))
                .isEmpty();
        assertThat(Objects.requireNonNull(draft.proven()).theory()).hasToString("11.56 USD");
        assertThat(draft.proven().empty()).containsExactly("a");
    }

    @Test
    void withFp64OnlyACardThatHasItWillDo() {
        Scenes scenes = onLargeCards(14).sawAll("Deployment/embed", Signal.FP64, Scenes.steady(14, 0.2));
        assertThat(drafts(scenes)).isEmpty();
    }

    @Test
    void whatABusierCardCouldNotKeepUpWithStays() {
        Scenes scenes = onLargeCards(14).sawAll("Deployment/embed", Signal.ACTIVITY, Scenes.steady(14, 0.2));
        assertThat(drafts(scenes)).isEmpty();
    }

    @Test
    void whatDoesNotFitIntoTheMemoryStays() {
        Scenes scenes =
                onLargeCards(14).sawAll("Deployment/embed", Signal.GPU_MEMORY, Scenes.steady(14, Scenes.gib(30)));
        assertThat(drafts(scenes)).isEmpty();
    }

    @Test
    void aWeekIsNotEnough() {
        assertThat(guard(drafts(onLargeCards(7)).getFirst(), "enough-history").passes())
                .isFalse();
    }

    @Test
    void withoutAFreeCardOfTheModelNothingMoves() {
        Scenes scenes = onLargeCards(14).running("Job/other", 3, "b", 1);
        assertThat(guard(drafts(scenes).getFirst(), "cards-of-the-model-free").passes())
                .isFalse();
    }

    @Test
    void anEnginesMemoryIsNoNeed() {
        Scenes scenes = onLargeCards(14).sawAll("Deployment/embed", Signal.KV_CACHE, Scenes.steady(14, 0.1));
        assertThat(guard(drafts(scenes).getFirst(), "engine-memory-first").passes())
                .isFalse();
    }

    @Test
    void productsAreKnownByTheirNames() {
        assertThat(CardModel.of("NVIDIA-A100-SXM4-80GB", Bytes.ofGib(79))).isEqualTo(CardModel.A100_80);
        assertThat(CardModel.of("NVIDIA-A100-SXM4-40GB", Bytes.ofGib(39))).isEqualTo(CardModel.A100_40);
        assertThat(CardModel.of("NVIDIA-L40S", Bytes.ofGib(45))).isEqualTo(CardModel.L40S);
        assertThat(CardModel.of("NVIDIA-A10G", Bytes.ofGib(22))).isEqualTo(CardModel.A10G);
        assertThat(CardModel.of("Tesla-T4", Bytes.ofGib(15))).isEqualTo(CardModel.T4);
        assertThat(CardModel.of("NVIDIA-GeForce-RTX-4090", Bytes.ofGib(24))).isNull();
    }
}
