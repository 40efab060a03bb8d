package dev.kerf.core.advise.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Draft;
import dev.kerf.core.advise.Guard;
import dev.kerf.core.advise.Proving;
import dev.kerf.core.advise.Scenes;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Task;
import dev.kerf.core.use.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnhealthyGpuTest {
    /** A job on card 0 and a service on card 1; the first card tells of an error in the last hours of the day. */
    private static Scenes erring(double xid, double hours, Instant saved) {
        return new Scenes()
                .node("a", "H100", 8)
                .node("b", "H100", 8)
                .running("Job/train", 1, "a", 1)
                .running("Deployment/chat", 1, "a", 1)
                .tasks(t -> saved(t, saved))
                .device("a", 0, Signal.XID, Scenes.over(Duration.ofDays(1), h -> h >= 24 - hours ? xid : 0))
                .device("a", 1, Signal.XID, Scenes.steady(1, 0));
    }

    private static Task saved(Task task, Instant moment) {
        return task.workload().startsWith("Job/") ? task.withTerms(task.terms().withCheckpoint(moment)) : task;
    }

    private static final Instant JUST_NOW = Scenes.NOW.minus(Duration.ofMinutes(10));

    private static List<Draft> drafts(Scenes scenes) {
        return new UnhealthyGpu().drafts(scenes.scene());
    }

    private static Guard guard(Draft draft, String name) {
        return draft.guards().stream()
                .filter(g -> g.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anUncontainedMemoryErrorEmptiesTheCardAndOpensATicket() {
        Scenes scenes = erring(95, 2, JUST_NOW);
        Draft draft = drafts(scenes).getFirst();
        assertThat(draft.goal()).isEqualTo("XID 95: an uncorrectable memory error that reached all processes");
        assertThat(draft.action()).isInstanceOfSatisfying(Action.Drain.class, d -> {
            assertThat(d.node()).isEqualTo("a");
            assertThat(d.tasks()).extracting(t -> t.name()).containsExactly("train-0");
        });
        assertThat(draft.evidence().getFirst().query()).startsWith("DCGM_FI_DEV_XID_ERRORS{Hostname=\"a\"");
        assertThat(draft.decomposition().get("ticket")).contains("GPU-a-0").contains("replace it");
        assertThat(draft.guards()).allMatch(Guard::passes);
        assertThat(Found.stops(Found.in(scenes.price("H100", "6.88"), new UnhealthyGpu())
                        .one()))
                .isEmpty();
        assertThat(new Proving(scenes.scene()).of(draft.change()).placed()).isTrue();
    }

    @Test
    void anErrorToldOnceIsNotConfirmed() {
        Guard twice = guard(drafts(erring(79, 0.1, JUST_NOW)).getFirst(), "confirmed-twice");
        assertThat(twice.passes()).isFalse();
        assertThat(twice.message()).contains("1 moments");
    }

    @Test
    void workThatHasNotSavedGoesOnFirst() {
        Instant before = Scenes.NOW.minus(Duration.ofHours(5));
        assertThat(guard(drafts(erring(48, 2, before)).getFirst(), "saved").passes())
                .isFalse();
        assertThat(guard(drafts(erring(79, 2, before)).getFirst(), "saved").passes())
                .isTrue();
    }

    @Test
    void anErrorOfAProgramSaysNothingAgainstTheGpu() {
        assertThat(drafts(erring(31, 5, JUST_NOW))).isEmpty();
        assertThat(drafts(erring(13, 5, JUST_NOW))).isEmpty();
    }

    @Test
    void everyNumberOfTheListCounts() {
        for (int xid : new int[] {48, 63, 64, 74, 79, 94, 95}) {
            assertThat(drafts(erring(xid, 2, JUST_NOW))).as("XID %d", xid).hasSize(1);
        }
    }

    /** A service on each of the first two of eight cards; of the first something is told in the last hours of the day. */
    private static Scenes telling(Signal signal, double hours, double before, double after) {
        return new Scenes()
                .node("a", "H100", 8)
                .node("b", "H100", 8)
                .running("Deployment/chat", 2, "a", 1)
                .device("a", 0, signal, Scenes.over(Duration.ofDays(1), h -> h >= 24 - hours ? after : before))
                .device("a", 1, signal, Scenes.steady(1, before));
    }

    @Test
    void aRowThatCouldNotBeRemappedEmptiesTheCard() {
        Draft draft = drafts(telling(Signal.REMAP_FAILED, 3, 0, 1)).getFirst();
        assertThat(draft.id()).isEqualTo("R20-node-a-GPU-a-0");
        assertThat(draft.goal()).isEqualTo("a row of its memory could not be remapped");
        assertThat(draft.decomposition().get("ticket")).endsWith("replace it");
        assertThat(draft.evidence().getFirst().query()).startsWith("DCGM_FI_DEV_ROW_REMAP_FAILURE{");
        assertThat(draft.evidence().getFirst().track()).isNotNull();
        assertThat(draft.action()).isInstanceOfSatisfying(Action.Drain.class, d -> assertThat(d.tasks())
                .extracting(t -> t.name())
                .containsExactly("chat-0"));
        assertThat(draft.guards()).allMatch(Guard::passes);
    }

    @Test
    void memoryErrorsThatCouldNotBeCorrectedEmptyTheCard() {
        Draft draft = drafts(telling(Signal.MEMORY_ERRORS, 3, 0, 2)).getFirst();
        assertThat(draft.goal()).isEqualTo("uncorrectable memory errors since its driver was loaded");
        assertThat(draft.evidence().getFirst().query()).startsWith("DCGM_FI_DEV_ECC_DBE_VOL_TOTAL{");
        assertThat(draft.evidence().getFirst().value()).isEqualTo(2);
        assertThat(draft.guards()).allMatch(Guard::passes);
    }

    @Test
    void ofErrorsOfAWholeLifeOnlyNewOnesCount() {
        assertThat(drafts(telling(Signal.MEMORY_ERRORS_EVER, 3, 7, 7))).isEmpty();
        List<Draft> drafts = drafts(telling(Signal.MEMORY_ERRORS_EVER, 3, 7, 8));
        assertThat(drafts).extracting(Draft::goal).containsExactly("new uncorrectable memory errors");
        assertThat(guard(drafts.getFirst(), "confirmed-twice").passes()).isTrue();
    }

    @Test
    void aMemoryErrorToldOnceIsNotConfirmed() {
        for (Signal signal : List.of(Signal.REMAP_FAILED, Signal.MEMORY_ERRORS, Signal.MEMORY_ERRORS_EVER)) {
            Draft draft = drafts(telling(signal, 0.1, 0, 1)).getFirst();
            assertThat(guard(draft, "confirmed-twice").passes())
                    .as("%s", signal)
                    .isFalse();
        }
    }

    @Test
    void theGravestOfSeveralSignsIsToldAndAllAreShown() {
        Scenes scenes = telling(Signal.REMAP_FAILED, 3, 0, 1)
                .device("a", 0, Signal.XID, Scenes.over(Duration.ofDays(1), h -> h >= 23 ? 63 : 0));
        Draft draft = drafts(scenes).getFirst();
        assertThat(draft.goal()).isEqualTo("a row of its memory could not be remapped");
        assertThat(draft.evidence()).hasSize(2);
    }

    /** Three cards, of which the first was told of until so many hours ago. */
    private static Scenes silent(double hours) {
        return new Scenes()
                .node("a", "H100", 8)
                .node("b", "H100", 8)
                .running("Job/train", 1, "a", 1)
                .device("a", 0, Signal.POWER, Scenes.over(Duration.ofDays(1), h -> h >= 24 - hours ? Double.NaN : 300))
                .device("a", 1, Signal.POWER, Scenes.steady(1, 80))
                .device("a", 2, Signal.POWER, Scenes.steady(1, 80));
    }

    @Test
    void aGpuOfWhichNothingIsToldAnyMoreIsLost() {
        Draft draft = drafts(silent(2)).getFirst();
        assertThat(draft.goal())
                .isEqualTo("nothing is told of it any more, while 2 other GPUs of its node are told of");
        assertThat(draft.decomposition()).containsEntry("unavailable", "2.0 GPU-hours so far");
        assertThat(guard(draft, "saved").message()).isEqualTo("the GPU is gone: nothing can be saved any more");
        assertThat(draft.guards()).allMatch(Guard::passes);
        assertThat(drafts(silent(2).price("H100", "6.88")).getFirst().decomposition())
                .containsEntry("unavailable", "2.0 GPU-hours so far, 13.76 USD");
    }

    @Test
    void aGpuThatWasSilentForAMomentIsNotConfirmedAndOneThatIsBackIsNotLost() {
        assertThat(guard(drafts(silent(0.09)).getFirst(), "confirmed-twice").passes())
                .isFalse();
        Scenes back = silent(2)
                .device(
                        "a",
                        0,
                        Signal.POWER,
                        Scenes.over(Duration.ofDays(1), h -> h > 10 && h < 20 ? Double.NaN : 300));
        assertThat(drafts(back)).isEmpty();
    }

    @Test
    void whereTheWholeNodeIsSilentNoGpuIsLost() {
        Scenes scenes = silent(2);
        for (int card = 1; card < 3; card++) {
            scenes.device("a", card, Signal.POWER, Scenes.over(Duration.ofDays(1), h -> h >= 22 ? Double.NaN : 80));
        }
        assertThat(drafts(scenes)).isEmpty();
    }

    /** A node with one card, told of until so many hours ago, which gives out so many now; another node goes on. */
    private static Scenes alone(double hours, int gives) {
        return new Scenes()
                .node("a", "H100", gives)
                .node("b", "H100", 8)
                .labels("a", Map.of("nvidia.com/gpu.count", "1"))
                .pod(Scenes.task("Deployment/chat", "chat-0", new GpuNeed.Whole(1)), "a")
                .device("a", 0, Signal.POWER, Scenes.over(Duration.ofDays(1), h -> h >= 24 - hours ? Double.NaN : 300))
                .device("b", 0, Signal.POWER, Scenes.steady(1, 80));
    }

    @Test
    void theOnlyGpuOfANodeIsLostWhereNothingIsToldOfItAndItsNodeHasNoneToGive() {
        Scenes scenes = alone(2, 0);
        Draft draft = drafts(scenes).getFirst();
        assertThat(draft.goal())
                .isEqualTo("nothing is told of it any more, and its node, which has no other, has none to give");
        assertThat(draft.action()).isInstanceOfSatisfying(Action.Drain.class, d -> {
            assertThat(d.node()).isEqualTo("a");
            assertThat(d.tasks()).extracting(t -> t.name()).containsExactly("chat-0");
        });
        assertThat(draft.evidence().getFirst().value()).isEqualTo(120);
        assertThat(draft.guards()).allMatch(Guard::passes);
        assertThat(new Proving(scenes.scene()).of(draft.change()).placed()).isTrue();
    }

    @Test
    void anExporterAloneOrADevicePluginAloneOrANodeThatStartsAnewLosesNoOnlyGpu() {
        assertThat(drafts(alone(2, 1))).as("the node still has it to give").isEmpty();
        assertThat(drafts(alone(0, 0))).as("it is told of").isEmpty();
        assertThat(drafts(alone(2, 0).labels("a", Map.of())))
                .as("it is said to have none")
                .isEmpty();
        assertThat(guard(drafts(alone(0.4, 0)).getFirst(), "confirmed-twice").passes())
                .isFalse();
        Scenes nobodyTells = alone(2, 0)
                .device("b", 0, Signal.POWER, Scenes.over(Duration.ofDays(1), h -> h >= 22 ? Double.NaN : 80));
        assertThat(drafts(nobodyTells)).as("nobody tells of any GPU").isEmpty();
    }

    @Test
    void whereGpusAreGivenOutByDraTheOneIsTainted() {
        Scenes scenes = telling(Signal.XID, 2, 0, 95).labels("a", Map.of("kerf.dev/can-dra", "true"));
        Draft draft = drafts(scenes).getFirst();
        assertThat(draft.action()).isInstanceOfSatisfying(Action.Manifest.class, m -> {
            assertThat(m.what()).isEqualTo("taint GPU GPU-a-0 of node a");
            assertThat(m.manifest())
                    .contains("apiVersion: resource.k8s.io/v1\nkind: DeviceTaintRule\n")
                    .contains("pool: \"a\"\n", "device: gpu-0\n", "value: xid-95\n", "effect: NoExecute\n");
        });
        assertThat(draft.change().isNothing()).isTrue();
        assertThat(draft.claims()).doesNotContain("node:a");
    }

    @Test
    void workThatHasNotSavedStaysOnATaintedGpu() {
        Scenes scenes =
                erring(95, 2, Scenes.NOW.minus(Duration.ofHours(5))).labels("a", Map.of("kerf.dev/can-dra", "true"));
        Draft draft = drafts(scenes).getFirst();
        assertThat(draft.action()).isInstanceOfSatisfying(Action.Manifest.class, m -> assertThat(m.manifest())
                .contains("effect: NoSchedule\n"));
        assertThat(guard(draft, "saved").passes()).isFalse();
    }
}
