package dev.kerf.core.advise.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Draft;
import dev.kerf.core.advise.Guard;
import dev.kerf.core.advise.Proving;
import dev.kerf.core.advise.Scenes;
import dev.kerf.core.model.Task;
import dev.kerf.core.use.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
}
