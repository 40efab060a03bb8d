package dev.kerf.core.advise.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.Given;
import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Draft;
import dev.kerf.core.advise.Guard;
import dev.kerf.core.advise.Scenes;
import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Cpu;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Gpus;
import dev.kerf.core.model.Need;
import dev.kerf.core.use.Signal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MisshapenRequestTest {
    private static List<Draft> drafts(Scenes scenes) {
        return new MisshapenRequest().drafts(scenes.scene());
    }

    private static Guard guard(Draft draft, String name) {
        return draft.guards().stream()
                .filter(g -> g.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Scenes shared() {
        return new Scenes()
                .node(Given.sized("a", 96, 1152, new Gpus("A100-SHARED", Bytes.ofGib(20), 8))
                        .withLabels(Map.of(
                                "nvidia.com/gpu.sharing-strategy", "time-slicing", "nvidia.com/gpu.replicas", "4")))
                .running("Deployment/web", 1, "a", 2);
    }

    @Test
    void twoReplicasOfASharedCardAreNotTwoCards() {
        Draft draft = drafts(shared()).getFirst();
        assertThat(draft.goal()).isEqualTo("1 replica instead of 2");
        assertThat(draft.action().sentence()).isEqualTo("ask 1 GPU for team/Deployment/web");
        assertThat(draft.guards()).allMatch(Guard::passes);
        assertThat(Found.stops(Found.in(shared().price("A100-SHARED", "0.86"), new MisshapenRequest())
                        .one()))
                .isEmpty();
    }

    @Test
    void whatWasSeenOnTwoCardsKeepsThem() {
        Scenes scenes = shared().saw("web-0", Signal.ACTIVITY, Scenes.steady(7, 0.2));
        assertThat(guard(drafts(scenes).getFirst(), "one-card-used").passes()).isFalse();
    }

    private static Scenes silent(int days) {
        return new Scenes()
                .node("a", "A100", 8)
                .running("Deployment/web", 1, "a", 1)
                .tasks(t -> t.withNeed(Need.of(Cpu.ZERO, Bytes.ZERO, t.need().gpu())))
                .saw("web-0", Signal.CPU, Scenes.steady(days, 2.5))
                .saw("web-0", Signal.MEMORY, Scenes.steady(days, Scenes.gib(10)));
    }

    @Test
    void whoAsksForAGpuAndNoCpuAsksForWhatItUses() {
        Draft draft = drafts(silent(14)).getFirst();
        assertThat(draft.goal()).isEqualTo("CPU 3, memory 11.5Gi");
        assertThat(draft.action()).isInstanceOf(Action.Requests.class);
        assertThat(draft.evidence())
                .anySatisfy(o -> assertThat(o.query()).contains("container_memory_working_set_bytes"));
        assertThat(draft.guards()).allMatch(Guard::passes);
    }

    @Test
    void aDayIsNotEnoughToSayWhatItUses() {
        assertThat(guard(drafts(silent(1)).getFirst(), "enough-history").passes())
                .isFalse();
    }

    @Test
    void theMemoryOnTheBoxIsMoreThanACardGives() {
        Scenes scenes = new Scenes()
                .node(Given.sized("a", 96, 1152, new Gpus("A100", Bytes.ofMib(81_000), 8)))
                .pending(Scenes.task("Job/train", "train-0", new GpuNeed.Memory(Bytes.ofGib(80), 1)));
        Draft draft = drafts(scenes).getFirst();
        assertThat(draft.goal()).isEqualTo("79.1 GiB instead of 80.0 GiB");
        assertThat(draft.guards()).allMatch(Guard::passes);
    }

    @Test
    void whatNeedsAnotherModelIsNoSlipOfThePen() {
        Scenes scenes = new Scenes()
                .node("a", "A100", 8)
                .pending(Scenes.task("Job/train", "train-0", new GpuNeed.Memory(Bytes.ofGib(130), 1)));
        assertThat(guard(drafts(scenes).getFirst(), "nearly-fits").passes()).isFalse();
    }
}
