package dev.kerf.core.advise.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.advise.Draft;
import dev.kerf.core.advise.Guard;
import dev.kerf.core.advise.Scenes;
import dev.kerf.core.use.Signal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineMemoryTest {
    /** Two replicas with weights of 16 GiB on cards of 80, given 72, with their cache so full and so many requests waiting. */
    private static Scenes engine(int days, double cache, double waiting) {
        return new Scenes()
                .node("a", "A100", 8)
                .running("Deployment/vllm", 2, "a", 1)
                .tasks(t -> t.withLabels(Map.of("kerf.dev/model-weights", "16Gi")))
                .sawAll("Deployment/vllm", Signal.GPU_MEMORY, Scenes.steady(days, Scenes.gib(72)))
                .sawAll("Deployment/vllm", Signal.KV_CACHE, Scenes.steady(days, cache))
                .sawAll("Deployment/vllm", Signal.WAITING, Scenes.steady(days, waiting))
                .sawAll("Deployment/vllm", Signal.PREEMPTIONS, Scenes.steady(days, 0));
    }

    private static List<Draft> drafts(Scenes scenes) {
        return new EngineMemory().drafts(scenes.scene());
    }

    private static Guard guard(Draft draft, String name) {
        return draft.guards().stream()
                .filter(g -> g.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anEngineThatUsesATenthOfItsCacheIsGivenLess() {
        Draft draft = drafts(engine(14, 0.1, 0)).getFirst();
        assertThat(draft.goal()).isEqualTo("utilization 0.35 instead of 0.90");
        assertThat(draft.action().sentence())
                .isEqualTo("start team/Deployment/vllm with {--gpu-memory-utilization=0.35}");
        assertThat(draft.method()).contains("weights 16.0 GiB").contains("× 1.2 = 6.5 GiB");
        assertThat(draft.evidence()).anySatisfy(o -> assertThat(o.query()).contains("vllm:kv_cache_usage_perc"));
        assertThat(draft.guards()).allMatch(Guard::passes);
        assertThat(Found.stops(Found.in(engine(14, 0.1, 0), new EngineMemory()).one()))
                .isEmpty();
    }

    @Test
    void requestsThatWaitForAFullCacheWantAnotherReplica() {
        Draft draft = drafts(engine(14, 0.97, 3)).getFirst();
        assertThat(draft.action().sentence()).isEqualTo("run 3 of team/Deployment/vllm");
    }

    @Test
    void anotherReplicaNeedsAPlace() {
        Scenes scenes = engine(14, 0.97, 3).running("Job/train", 1, "a", 6);
        assertThat(guard(drafts(scenes).getFirst(), "place-for-another").passes())
                .isFalse();
    }

    @Test
    void orMoreMemoryWhereTheCardHasIt() {
        Scenes scenes =
                engine(14, 0.97, 3).sawAll("Deployment/vllm", Signal.GPU_MEMORY, Scenes.steady(14, Scenes.gib(40)));
        assertThat(drafts(scenes).getFirst().action().sentence()).contains("--gpu-memory-utilization=0.92");
    }

    @Test
    void nothingIsTakenWhereTheWeightsAreNotTold() {
        Scenes scenes = engine(14, 0.1, 0).tasks(t -> t.withLabels(Map.of()));
        assertThat(guard(drafts(scenes).getFirst(), "weights-known").passes()).isFalse();
    }

    @Test
    void neverBelowTheWeightsAndTheLeastCache() {
        Draft draft = drafts(engine(14, 0.001, 0)).getFirst();
        assertThat(draft.goal()).isEqualTo("utilization 0.25 instead of 0.90");
        assertThat(guard(draft, "above-weights-and-least-cache").passes()).isTrue();
    }

    @Test
    void aPeakOfTheCacheIsKeptRoomFor() {
        Scenes scenes = engine(14, 0.1, 0)
                .sawAll(
                        "Deployment/vllm",
                        Signal.KV_CACHE,
                        Scenes.over(java.time.Duration.ofDays(14), h -> h > 200 && h < 202 ? 0.8 : 0.1));
        assertThat(drafts(scenes).getFirst().goal()).isEqualTo("utilization 0.80 instead of 0.90");
    }

    @Test
    void anEngineThatPutsRequestsBackIsGivenNoLess() {
        Scenes scenes = engine(14, 0.1, 0).sawAll("Deployment/vllm", Signal.PREEMPTIONS, Scenes.steady(14, 0.2));
        assertThat(guard(drafts(scenes).getFirst(), "nobody-waits").passes()).isFalse();
    }
}
