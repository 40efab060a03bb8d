package dev.kerf.core.advise.rule;

import static dev.kerf.core.advise.Scenes.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Advice;
import dev.kerf.core.advise.Scenes;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.TaskId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** R14 and R15: nodes with GPUs that can go. */
class NodesTest {
    private static Scenes two() {
        return new Scenes().node("a", "A100", 4).node("b", "A100", 4).price("A100", "3.50");
    }

    @Test
    void cpuWorkAloneKeepsAGpuNode() {
        Scenes scenes = two().running("Deployment/busy", 3, "b", 1)
                .pod(task("Deployment/web", "web-0", new GpuNeed.None()), "a");
        Advice advice = Found.in(scenes, new CpuOnGpuNode()).one();
        assertThat(advice.id()).isEqualTo("R14-node-a");
        assertThat(advice.draft().action()).isEqualTo(new Action.Drain("a", List.of(new TaskId("team", "web-0"))));
        assertThat(advice.benefit().empty()).containsExactly("a");
        assertThat(advice.benefit().real()).hasToString("14.00 USD");
        assertThat(advice.clear()).as("stopped by %s", Found.stops(advice)).isTrue();
    }

    @Test
    void workThatHasJustComeStopsIt() {
        Scenes scenes = two().pod(task("Deployment/web", "web-0", new GpuNeed.None()), "a")
                .since(Duration.ofHours(2));
        assertThat(Found.stops(Found.in(scenes, new CpuOnGpuNode()).one())).containsExactly("settled");
    }

    @Test
    void daemonsKeepNoNode() {
        Scenes scenes = two().pod(
                        task("DaemonSet/exporter", "exporter-a", new GpuNeed.None())
                                .withOfItsNode(true),
                        "a");
        assertThat(Found.in(scenes, new CpuOnGpuNode()).all()).isEmpty();
    }

    @Test
    void aNodeWhoseTasksHaveAPlaceElsewhereIsEmptied() {
        Scenes scenes = two().running("Deployment/x", 3, "a", 1).running("Deployment/y", 1, "b", 1);
        Advice advice = Found.in(scenes, new EmptyNode()).one();
        assertThat(advice.id()).isEqualTo("R15-node-b");
        assertThat(advice.benefit().empty()).containsExactly("b");
        assertThat(advice.benefit().realisable()).isEqualTo(4);
        assertThat(advice.clear()).as("stopped by %s", Found.stops(advice)).isTrue();
    }

    @Test
    void whatMayNotLeaveStopsIt() {
        Scenes scenes = two().running("Deployment/x", 3, "a", 1)
                .running("Deployment/y", 1, "b", 1)
                .tasks(t -> t.withTerms(t.terms().withPreemptible(false)));
        Advice advice = Found.in(scenes, new EmptyNode()).one();
        assertThat(Found.stops(advice)).containsExactly("preemptible");
        assertThat(Found.says(advice, "preemptible")).isEqualTo("team/y-0 may not be asked to leave");
    }

    @Test
    void aSumOverTheNodeIsNoPlace() {
        // 0.6 + 0.6 + 0.6 are 1.8 GPUs, and two GPUs have room for two of them only
        Scenes scenes = new Scenes().node("a", "A100", 2).node("b", "A100", 2).price("A100", "3.50");
        scenes.pod(task("Deployment/x", "x-0", new GpuNeed.Fraction(600, 1)), "a", 0);
        scenes.pod(task("Deployment/x", "x-1", new GpuNeed.Fraction(600, 1)), "a", 1);
        scenes.pod(task("Deployment/y", "y-0", new GpuNeed.Fraction(600, 1)), "b", 0);
        assertThat(Found.in(scenes, new EmptyNode()).all()).isEmpty();
    }
}
