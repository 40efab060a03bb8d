package dev.kerf.core.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kerf.core.FirstFit;
import dev.kerf.core.Given;
import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Cpu;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Gpus;
import dev.kerf.core.model.Need;
import dev.kerf.core.model.Node;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.TaskId;
import org.junit.jupiter.api.Test;

/** What a first look says, by hand-counted clusters. */
class OverviewTest {
    private static final double EXACT = 1e-9;

    private static Overview of(Given given) {
        return Overview.of(given.cluster(), FirstFit.POLICY, 0, id -> true);
    }

    private static Idle idle(Given given, String node) {
        return of(given).machines().stream()
                .filter(m -> m.node().name().equals(node))
                .findFirst()
                .orElseThrow()
                .idle();
    }

    private static Task gpus(String name, int gpus, long cores) {
        return Task.of(new TaskId("team", name), Need.of(Cpu.ofCores(cores), Bytes.ofGib(1), new GpuNeed.Whole(gpus)));
    }

    private static Node node(String name, long cores, int gpus) {
        return Given.sized(name, cores, 128, new Gpus("H100", Bytes.ofGib(80), gpus));
    }

    @Test
    void gpusThatNoCpuIsLeftForAreStranded() {
        Given given = new Given()
                .node(node("n", 10, 8))
                .running(gpus("a", 1, 8), "n")
                .pending(gpus("lean", 1, 1), gpus("fat", 1, 8));
        Idle idle = idle(given, "n");
        assertThat(idle.free()).isEqualTo(7);
        assertThat(idle.stranded()).as("two cores feed two lean pods").isCloseTo(5, within(EXACT));
        assertThat(idle.closed()).isZero();
    }

    @Test
    void allIsStrandedWhereNobodyFits() {
        Given given =
                new Given().node(node("n", 8, 4)).running(gpus("a", 1, 6), "n").pending(gpus("b", 1, 4));
        assertThat(idle(given, "n").stranded()).isEqualTo(3);
    }

    @Test
    void whatTheNextPodCannotUseIsFragmented() {
        Given given = new Given()
                .node(node("n", 100, 4))
                .running(Given.part("half", 500), "n")
                .running(gpus("one", 1, 1), "n")
                .pending(gpus("two", 2, 1), gpus("four", 4, 1));
        // Free: 0.5 of one card and two whole ones. Half a card fits everywhere; one and two GPUs leave the half
        // unused;
        // four do not fit at all.
        assertThat(idle(given, "n").fragmented()).isCloseTo((0 + 0.5 + 0.5 + 2.5) / 4, within(EXACT));
    }

    @Test
    void cordonedAndForeignNodesAreClosed() {
        Given given = new Given()
                .node(node("cordoned", 10, 2).cordon())
                .node(node("open", 10, 2))
                .node(node("tainted", 10, 2)
                        .withTaints(java.util.List.of(
                                new dev.kerf.core.model.Taint("a", "b", dev.kerf.core.model.Taint.Effect.NO_SCHEDULE))))
                .running(gpus("a", 1, 1), "cordoned")
                .pending(gpus("b", 1, 1));
        assertThat(idle(given, "cordoned").closed()).isEqualTo(1);
        assertThat(idle(given, "tainted").closed()).isEqualTo(2);
        assertThat(idle(given, "open").closed()).isZero();
        assertThat(of(given).machines())
                .extracting(Machine::blocks)
                .containsExactly(java.util.List.of("cordoned"), java.util.List.of(), java.util.List.of("tainted a=b"));
    }

    @Test
    void everythingIsCountedOnce() {
        Given given = new Given()
                .node(node("n", 32, 2))
                .node(Given.machine("cpu", 0))
                .running(Given.part("a", 500), "n")
                .running(Given.part("b", 250), "n")
                .pending(gpus("c", 1, 1), gpus("d", 1, 1), gpus("e", 1, 1), Given.plain("p"));
        Overview overview = of(given);
        assertThat(overview.total())
                .isEqualTo(new Fleet("", 2, 2, overview.total().idle()));
        assertThat(overview.total().idle().free()).isEqualTo(1.25);
        assertThat(overview.holdings()).extracting(Holding::gpus).containsExactly(0.5, 0.25);
        assertThat(overview.machines().getLast().cards().getFirst().holders()).hasSize(2);
        assertThat(overview.waiting()).singleElement().satisfies(w -> {
            assertThat(w.tasks()).isEqualTo(2);
            assertThat(w.workloads()).containsExactly("team/Pod/d", "team/Pod/e");
        });
        assertThat(overview.going()).extracting(Going::workload).containsExactly("Pod/c", "Pod/p");
    }

    @Test
    void listsSpeakOfWhatIsShown() {
        Given given =
                new Given().node(node("n", 32, 1)).running(gpus("a", 1, 1), "n").pending(gpus("b", 1, 1));
        Overview overview = Overview.of(given.cluster(), FirstFit.POLICY, 0, id -> false);
        assertThat(overview.holdings()).isEmpty();
        assertThat(overview.waiting()).isEmpty();
        assertThat(overview.total().idle().free()).isZero();
    }
}
