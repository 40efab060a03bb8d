package dev.kerf.core.advise.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import java.time.Duration;
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

    /** Three GPUs of the node are free all day, and its CPU is short in the last so many hours; it was told of for so long. */
    private static Scenes told(double told, double scarce) {
        Duration day = Duration.ofDays(1);
        return greedy(14, 3)
                .free("a", Signal.FREE_GPUS, Scenes.over(day, h -> h < 24 - told ? Double.NaN : 3))
                .free("a", Signal.FREE_CPU, Scenes.over(day, h -> h >= 24 - scarce ? 4 : 31))
                .free("a", Signal.FREE_MEMORY, Scenes.over(day, h -> Scenes.gib(224)));
    }

    @Test
    void gpusThatWereStrandedAllDayAreToldWithTheirHoursAndPrice() {
        Draft draft = draft(told(24, 20));
        assertThat(draft.decomposition()).containsEntry("over the day", "60.0 GPU-hours stranded, 205.80 USD");
        assertThat(draft.gpuHours()).isCloseTo(60, within(1e-6));
        assertThat(guard(draft, "stranded-for-most-of-the-day").message())
                .isEqualTo("GPUs were stranded in 83.3 % of the last 24 h, this wants 50.0 %");
        assertThat(draft.evidence()).anySatisfy(o -> {
            assertThat(o.query()).startsWith("stranded GPUs of node a: kube_node_status_allocatable");
            assertThat(o.track()).isNotNull();
        });
        assertThat(draft.confidence().worth()).isEqualTo(1);
        assertThat(draft.guards()).allMatch(Guard::passes);
        assertThat(Found.stops(Found.in(told(24, 20), new StrandedGpus()).one()))
                .isEmpty();
    }

    @Test
    void aShortStrandIsLeftToPass() {
        Draft draft = draft(told(24, 3));
        assertThat(guard(draft, "stranded-for-most-of-the-day").passes()).isFalse();
        assertThat(draft.gpuHours()).isCloseTo(9, within(1e-6));
    }

    @Test
    void whatIsNotToldWasNotStranded() {
        Guard guard = guard(draft(told(6, 24)), "stranded-for-most-of-the-day");
        assertThat(guard.passes()).isFalse();
        assertThat(guard.message()).startsWith("GPUs were stranded in 25.0 %");
    }

    @Test
    void withoutAPriceThereIsNoMoney() {
        Scenes scenes = new Scenes()
                .node(Given.sized("a", 32, 256, new Gpus("A100", Bytes.ofGib(80), 4)))
                .pod(asking("Deployment/greedy", "greedy-0", 28, 32, new GpuNeed.Whole(1)), "a", 0)
                .pending(asking("Job/train", "train-0", 8, 32, new GpuNeed.Whole(1)))
                .free("a", Signal.FREE_GPUS, Scenes.steady(1, 3))
                .free("a", Signal.FREE_CPU, Scenes.steady(1, 4))
                .free("a", Signal.FREE_MEMORY, Scenes.steady(1, Scenes.gib(224)));
        assertThat(draft(scenes).decomposition()).containsEntry("over the day", "72.0 GPU-hours stranded");
    }

    @Test
    void whereNobodyTellsThisMomentStandsForTheDayAndIsTrustedLess() {
        Draft draft = draft(greedy(14, 3));
        assertThat(draft.decomposition().get("over the day"))
                .isEqualTo("not told by kube-state-metrics: this moment stands for all of it");
        assertThat(draft.confidence().worth()).isEqualTo(0.5);
    }

    @Test
    void gpusThatAreStrandedForTheUsualWorkCountWhereTheyWereAllDay() {
        Task lean = asking("Job/lean", "lean-0", 1, 4, new GpuNeed.Whole(1));
        Scenes allDay = told(24, 20).pending(lean, asking("Job/train", "train-2", 8, 32, new GpuNeed.Whole(1)));
        assertThat(draft(allDay).decomposition()).containsEntry("stranded", "3.0 GPUs");
        Scenes since = told(24, 3).pending(lean, asking("Job/train", "train-2", 8, 32, new GpuNeed.Whole(1)));
        List<Draft> none = new StrandedGpus().drafts(since.scene());
        assertThat(none).isEmpty();
    }
}
