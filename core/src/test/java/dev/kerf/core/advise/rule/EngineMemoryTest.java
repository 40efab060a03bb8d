package dev.kerf.core.advise.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.advise.Draft;
import dev.kerf.core.advise.Guard;
import dev.kerf.core.advise.Scenes;
import dev.kerf.core.use.Signal;
import java.time.Duration;
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
                .isEqualTo("start one replica of team/Deployment/vllm with {--gpu-memory-utilization=0.35}");
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
                        Scenes.over(Duration.ofDays(14), h -> h > 200 && h < 202 ? 0.8 : 0.1));
        assertThat(drafts(scenes).getFirst().goal()).isEqualTo("utilization 0.80 instead of 0.90");
    }

    @Test
    void anEngineThatPutsRequestsBackIsGivenNoLess() {
        Scenes scenes = engine(14, 0.1, 0).sawAll("Deployment/vllm", Signal.PREEMPTIONS, Scenes.steady(14, 0.2));
        assertThat(guard(drafts(scenes).getFirst(), "nobody-waits").passes()).isFalse();
    }

    /** The second replica runs with 28 GiB, in the last so many hours, and puts so many requests a second back. */
    private static Scenes tried(int hours, double back) {
        return engine(14, 0.1, 0)
                .saw("vllm-1", Signal.GPU_MEMORY, Scenes.over(Duration.ofHours(hours), h -> Scenes.gib(28)))
                .saw("vllm-1", Signal.KV_CACHE, Scenes.over(Duration.ofHours(hours), h -> 0.7))
                .saw("vllm-1", Signal.PREEMPTIONS, Scenes.over(Duration.ofHours(hours), h -> back));
    }

    @Test
    void whatOneReplicaHasHeldForADayTheOthersGetToo() {
        Draft draft = drafts(tried(24, 0)).getFirst();
        assertThat(draft.action().sentence())
                .isEqualTo("start team/Deployment/vllm with {--gpu-memory-utilization=0.35}");
        assertThat(guard(draft, "trial-held").passes()).isTrue();
    }

    @Test
    void aTrialThatIsShortOrPutsRequestsBackHoldsTheOthersBack() {
        assertThat(guard(drafts(tried(3, 0)).getFirst(), "trial-held").message())
                .isEqualTo("vllm-1 has run with 0.35 for 3 h of the last 24 and nobody waited");
        assertThat(guard(drafts(tried(3, 0)).getFirst(), "trial-held").passes()).isFalse();
        assertThat(guard(drafts(tried(24, 0.1)).getFirst(), "trial-held").passes())
                .isFalse();
    }

    @Test
    void aReplicaThatHasLessForAnotherReasonIsNoTrialAndItsCacheCounts() {
        Scenes scenes = engine(14, 0.1, 0)
                .saw("vllm-1", Signal.GPU_MEMORY, Scenes.steady(14, Scenes.gib(60)))
                .saw("vllm-1", Signal.KV_CACHE, Scenes.steady(14, 0.5));
        Draft draft = drafts(scenes).getFirst();
        assertThat(draft.guards()).extracting(Guard::name).doesNotContain("trial-held");
        assertThat(draft.goal()).isEqualTo("utilization 0.65 instead of 0.90");
    }

    @Test
    void anEngineOfOneReplicaHasNobodyToTry() {
        Scenes scenes = new Scenes()
                .node("a", "A100", 8)
                .running("Deployment/vllm", 1, "a", 1)
                .tasks(t -> t.withLabels(Map.of("kerf.dev/model-weights", "16Gi")))
                .sawAll("Deployment/vllm", Signal.GPU_MEMORY, Scenes.steady(14, Scenes.gib(72)))
                .sawAll("Deployment/vllm", Signal.KV_CACHE, Scenes.steady(14, 0.1));
        assertThat(guard(drafts(scenes).getFirst(), "one-replica-first").passes())
                .isFalse();
    }

    /** A full cache that cannot grow, from which requests are put back while nobody waits; so many run meanwhile. */
    private static Scenes crowded(double running) {
        return engine(14, 0.97, 0)
                .sawAll(
                        "Deployment/vllm",
                        Signal.PREEMPTIONS,
                        Scenes.over(Duration.ofDays(14), h -> h % 24 < 6 ? 0.5 : 0))
                .sawAll(
                        "Deployment/vllm",
                        Signal.RUNNING,
                        Scenes.over(Duration.ofDays(14), h -> h % 24 < 6 ? running : 60));
    }

    @Test
    void whereRequestsArePutBackAndNoneWaitFewerRunAtOnce() {
        Draft draft = drafts(crowded(48.6)).getFirst();
        assertThat(draft.goal()).isEqualTo("48 requests at once; 60 did, q95");
        assertThat(draft.action().sentence())
                .isEqualTo("start one replica of team/Deployment/vllm with {--max-num-seqs=48}");
        assertThat(draft.evidence()).anySatisfy(o -> assertThat(o.query()).contains("vllm:num_requests_running"));
        assertThat(draft.guards()).allMatch(Guard::passes);
        assertThat(Found.stops(Found.in(crowded(48.6), new EngineMemory()).one()))
                .isEmpty();
    }

    @Test
    void aCacheThatHoldsLessThanHalfOfThemIsTooSmallForThat() {
        Guard guard = guard(drafts(crowded(20)).getFirst(), "cache-holds-most");
        assertThat(guard.passes()).isFalse();
        assertThat(guard.message()).startsWith("its cache held 20 of 60 requests");
    }

    @Test
    void whereTheCardHasRoomTheCacheGrowsInstead() {
        Scenes scenes = crowded(48).sawAll("Deployment/vllm", Signal.GPU_MEMORY, Scenes.steady(14, Scenes.gib(40)));
        assertThat(drafts(scenes).getFirst().action().sentence()).contains("--gpu-memory-utilization=0.92");
    }

    @Test
    void whereRequestsWaitAReplicaIsAdded() {
        Scenes scenes = crowded(48).sawAll("Deployment/vllm", Signal.WAITING, Scenes.steady(14, 2));
        assertThat(drafts(scenes).getFirst().action().sentence()).isEqualTo("run 3 of team/Deployment/vllm");
    }
}
