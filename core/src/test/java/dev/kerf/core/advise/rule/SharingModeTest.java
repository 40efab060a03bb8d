package dev.kerf.core.advise.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.Given;
import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Draft;
import dev.kerf.core.advise.Guard;
import dev.kerf.core.advise.Proving;
import dev.kerf.core.advise.Scenes;
import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Gpus;
import dev.kerf.core.model.Node;
import dev.kerf.core.use.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharingModeTest {
    private static final Map<String, String> MPS =
            Map.of("nvidia.com/cuda.driver-version.major", "570", "nvidia.com/mps.capable", "true");
    private static final Map<String, String> OLD = Map.of("nvidia.com/cuda.driver-version.major", "535");

    private static Node a100(Map<String, String> labels) {
        return Given.sized("a", 96, 1152, new Gpus("A100", Bytes.ofGib(80), 8)).withLabels(labels);
    }

    /** Four pods of two services with a card each, of which they use a fifth, now more and now less. */
    private static Scenes serving(Map<String, String> labels) {
        Scenes scenes = new Scenes()
                .node(a100(labels))
                .running("Deployment/embed", 2, "a", 1)
                .running("Deployment/rerank", 2, "a", 1)
                .price("A100", "3.43");
        int shift = 0;
        for (String pod : List.of("embed-0", "embed-1", "rerank-0", "rerank-1")) {
            int by = shift++;
            scenes.saw(pod, Signal.ACTIVITY, Scenes.over(Duration.ofDays(14), h -> waves(h, by)))
                    .saw(pod, Signal.GPU_MEMORY, Scenes.steady(14, Scenes.gib(12)));
        }
        return scenes;
    }

    /** A fifth of the card, in waves that come a quarter of a day later for each pod. */
    private static double waves(double hour, int by) {
        return 0.2 + 0.02 * Math.sin(2 * Math.PI * (hour / 24 + by / 4.0));
    }

    private static List<Draft> drafts(Scenes scenes) {
        return new SharingMode().drafts(scenes.scene());
    }

    private static Guard guard(Draft draft, String name) {
        return draft.guards().stream()
                .filter(g -> g.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void servicesOfOneTeamShareByMps() {
        Scenes scenes = serving(MPS);
        Draft draft = drafts(scenes).getFirst();
        assertThat(draft.goal()).isEqualTo("4 pods on 1 cards of A100 by MPS of the device plugin");
        assertThat(draft.decomposition())
                .containsEntry("uses", "MPS")
                .hasEntrySatisfying("S10 MIG", v -> assertThat(v).startsWith("out: needs MIG with strategy mixed"))
                .hasEntrySatisfying("S1 time-slicing", v -> assertThat(v).startsWith("0 cards fewer"));
        assertThat(draft.decomposition()).containsEntry("to do better", "no other way saves more cards");
        assertThat(draft.action()).isInstanceOfSatisfying(Action.Manifest.class, m -> assertThat(m.manifest())
                .contains("mps:")
                .contains("replicas: 4"));
        assertThat(draft.guards()).allMatch(Guard::passes);
        assertThat(Found.stops(Found.in(scenes, new SharingMode()).one())).isEmpty();
        assertThat(new Proving(scenes.scene()).of(draft.change()).theoretical()).isEqualTo(3);
    }

    @Test
    void anOldNodeIsToldWhatItWouldNeed() {
        Draft draft = drafts(serving(OLD)).getFirst();
        assertThat(guard(draft, "saves-cards").passes()).isFalse();
        assertThat(draft.decomposition().get("to do better"))
                .contains("would save")
                .contains("needs");
    }

    @Test
    void loadsThatGoTogetherStayApart() {
        Scenes scenes = serving(MPS);
        for (String pod : List.of("embed-0", "embed-1", "rerank-0", "rerank-1")) {
            scenes.saw(pod, Signal.ACTIVITY, Scenes.over(Duration.ofDays(14), h -> waves(h, 0)));
        }
        Guard apart = guard(drafts(scenes).getFirst(), "loads-apart");
        assertThat(apart.passes()).isFalse();
        assertThat(apart.message()).contains("ρ = 1.00");
    }

    @Test
    void underTimeSlicingNoFigureIsAPodsOwn() {
        Map<String, String> shared = new java.util.HashMap<>(MPS);
        shared.put("nvidia.com/gpu.sharing-strategy", "time-slicing");
        assertThat(guard(drafts(serving(shared)).getFirst(), "not-shared-yet").passes())
                .isFalse();
    }

    @Test
    void withoutGpuFeatureDiscoveryNothingIsKnownOfTheNodes() {
        assertThat(guard(
                                drafts(serving(Map.of("nvidia.com/mps.capable", "true")))
                                        .getFirst(),
                                "capabilities-told")
                        .passes())
                .isFalse();
    }

    @Test
    void busyPodsKeepTheirCards() {
        Scenes scenes = serving(MPS)
                .sawAll("Deployment/embed", Signal.ACTIVITY, Scenes.steady(14, 0.9))
                .sawAll("Deployment/rerank", Signal.ACTIVITY, Scenes.steady(14, 0.9));
        assertThat(drafts(scenes)).isEmpty();
    }

    @Test
    void withABoundOnLatencyOnlyHardwareIsGoodEnough() {
        Scenes scenes = serving(MPS)
                .sawAll("Deployment/embed", Signal.LATENCY, Scenes.steady(14, 0.2))
                .sawAll("Deployment/rerank", Signal.LATENCY, Scenes.steady(14, 0.2));
        Draft draft = drafts(scenes).getFirst();
        assertThat(draft.goal()).endsWith("by a card each");
        assertThat(draft.decomposition().get("to do better")).startsWith("MIG");
    }
}
