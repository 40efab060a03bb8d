package dev.kerf.core.advise.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.Given;
import dev.kerf.core.advise.Draft;
import dev.kerf.core.advise.Guard;
import dev.kerf.core.advise.Proving;
import dev.kerf.core.advise.Scenes;
import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Cpu;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Gpus;
import dev.kerf.core.model.Need;
import dev.kerf.core.model.Task;
import dev.kerf.core.use.Signal;
import java.util.List;
import org.junit.jupiter.api.Test;

class StrandedGpusTest {
    private static Task asking(String owner, String pod, long cores, long gib, GpuNeed gpu) {
        return Scenes.task(owner, pod, gpu).withNeed(Need.of(Cpu.ofCores(cores), Bytes.ofGib(gib), gpu));
    }

    /** A node of 32 CPUs and 4 GPUs; a service has one GPU and asks for 28 CPUs, of which it uses three. */
    private static Scenes greedy(int days, double cores) {
        return new Scenes()
                .node(Given.sized("a", 32, 256, new Gpus("A100", Bytes.ofGib(80), 4)))
                .pod(asking("Deployment/greedy", "greedy-0", 28, 32, new GpuNeed.Whole(1)), "a", 0)
                .pending(
                        asking("Job/train", "train-0", 8, 32, new GpuNeed.Whole(1)),
                        asking("Job/train", "train-1", 8, 32, new GpuNeed.Whole(1)))
                .saw("greedy-0", Signal.CPU, Scenes.steady(days, cores))
                .saw("greedy-0", Signal.MEMORY, Scenes.steady(days, Scenes.gib(20)))
                .price("A100", "3.43");
    }

    private static Draft draft(Scenes scenes) {
        return new StrandedGpus().drafts(scenes.scene()).getFirst();
    }

    private static Guard guard(Draft draft, String name) {
        return draft.guards().stream()
                .filter(g -> g.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theNeighbourThatAsksForMoreThanItUsesAsksForLess() {
        Scenes scenes = greedy(14, 3);
        Draft draft = draft(scenes);
        assertThat(draft.id()).isEqualTo("R13-team-Deployment-greedy");
        assertThat(draft.decomposition()).containsEntry("usual beside a GPU", "8 CPU and 32Gi");
        assertThat(draft.action().sentence()).startsWith("ask 8 CPU 32Gi for team/Deployment/greedy");
        assertThat(draft.evidence()).anySatisfy(o -> assertThat(o.query()).isEqualTo("free CPU of node a"));
        assertThat(draft.guards()).allMatch(Guard::passes);
        assertThat(Found.stops(Found.in(scenes, new StrandedGpus()).one())).isEmpty();
        assertThat(new Proving(scenes.scene()).of(draft.change()).served()).hasSize(2);
    }

    @Test
    void aNeighbourThatWasWatchedForADayIsLeftAlone() {
        assertThat(guard(draft(greedy(1, 3)), "enough-history").passes()).isFalse();
    }

    @Test
    void aThrottledNeighbourIsLeftAlone() {
        Scenes scenes = greedy(14, 3).saw("greedy-0", Signal.THROTTLED, Scenes.steady(14, 0.3));
        assertThat(guard(draft(scenes), "not-throttled").passes()).isFalse();
    }

    @Test
    void whereNobodyHasSlackThePoolHasTheWrongShape() {
        Draft draft = draft(greedy(14, 27));
        assertThat(draft.action().sentence()).isEqualTo("give the pool of node a another shape");
        assertThat(guard(draft, "neighbour-to-shrink").passes()).isFalse();
    }

    @Test
    void aNodeWithRoomForAllItsGpusStrandsNone() {
        Scenes scenes = new Scenes().node("a", "A100", 4).running("Deployment/modest", 1, "a", 1);
        List<Draft> none = new StrandedGpus().drafts(scenes.scene());
        assertThat(none).isEmpty();
    }
}
