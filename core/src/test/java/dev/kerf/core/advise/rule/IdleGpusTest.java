package dev.kerf.core.advise.rule;

import static dev.kerf.core.advise.Scenes.gib;
import static dev.kerf.core.advise.Scenes.over;
import static dev.kerf.core.advise.Scenes.steady;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Advice;
import dev.kerf.core.advise.Scenes;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.use.Signal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** R01: GPUs that nobody uses. */
class IdleGpusTest {
    /** A notebook that was used ten hours ago for the last time, on a node of its own. */
    private static Scenes notebook() {
        return new Scenes()
                .node("a", "A100", 4)
                .price("A100", "3.50")
                .running("Notebook/paper", 1, "a", 1)
                .saw("paper-0", Signal.ACTIVITY, over(Duration.ofDays(3), hour -> hour < 62 ? 0.5 : 0.004))
                .saw("paper-0", Signal.POWER, steady(3, 62))
                .saw("paper-0", Signal.CPU, steady(3, 0.01))
                .saw("paper-0", Signal.GPU_MEMORY, steady(3, gib(9)));
    }

    @Test
    void anIdleNotebookIsStoppedAndItsNodeGoes() {
        Advice advice = Found.in(notebook(), new IdleGpus()).one();
        assertThat(advice.id()).isEqualTo("R01-team-Notebook-paper");
        assertThat(advice.clear()).as("stopped by %s", Found.stops(advice)).isTrue();
        assertThat(advice.draft().action())
                .isEqualTo(new Action.Scale(
                        (dev.kerf.core.advise.Target.OfWorkload) advice.draft().target(), 0));
        assertThat(advice.draft().decomposition()).containsEntry("idle since", "2026-11-16T02:00:00Z");
        assertThat(advice.benefit().theoretical()).isEqualTo(1);
        assertThat(advice.benefit().empty()).containsExactly("a");
        assertThat(advice.benefit().realisable()).isEqualTo(4);
        assertThat(advice.benefit().real()).hasToString("14.00 USD");
        assertThat(advice.draft().evidence().getFirst().query())
                .isEqualTo("max_over_time(DCGM_FI_PROF_SM_ACTIVE{namespace=\"team\",pod=\"paper-0\"}[120m])");
    }

    @Test
    void whatIsFreedGoesToWorkThatWaits() {
        Scenes scenes = notebook()
                .running("Deployment/busy", 3, "a", 1)
                .pending(Scenes.task("Job/next", "next-0", new GpuNeed.Whole(1)));
        Advice advice = Found.in(scenes, new IdleGpus()).one();
        assertThat(advice.benefit().empty()).isEmpty();
        assertThat(advice.benefit().served()).hasToString("[team/next-0]");
        assertThat(advice.benefit().realisable()).isEqualTo(1);
    }

    @Test
    void aNotebookWhoseKernelComputesIsLeftAlone() {
        Scenes busy = new Scenes()
                .node("a", "A100", 4)
                .price("A100", "3.50")
                .running("Notebook/paper", 1, "a", 1)
                .saw("paper-0", Signal.ACTIVITY, steady(3, 0))
                .saw("paper-0", Signal.CPU, steady(3, 1.5));
        Advice advice = Found.in(busy, new IdleGpus()).one();
        assertThat(Found.stops(advice)).containsExactly("kernels-idle");
        assertThat(Found.says(advice, "kernels-idle"))
                .isEqualTo("its kernels used 1.50 cores at most, idle is below 0.05");
    }

    @Test
    void whatIsNotMeasuredThroughoutIsNotIdle() {
        Scenes gaps = new Scenes()
                .node("a", "A100", 4)
                .price("A100", "3.50")
                .running("Job/train", 1, "a", 1)
                .saw("train-0", Signal.ACTIVITY, over(Duration.ofDays(3), hour -> hour > 71.5 ? Float.NaN : 0.0));
        Advice advice = Found.in(gaps, new IdleGpus()).one();
        assertThat(Found.stops(advice)).containsExactly("measured-throughout");
    }

    @Test
    void powerAboveIdleStandbyAndYouthStopIt() {
        Scenes hot = notebook().saw("paper-0", Signal.POWER, steady(3, 280));
        assertThat(Found.stops(Found.in(hot, new IdleGpus()).one())).containsExactly("power-idle");
        Scenes standby = notebook().tasks(t -> t.withLabels(Map.of("kerf.dev/standby", "true")));
        assertThat(Found.stops(Found.in(standby, new IdleGpus()).one())).containsExactly("not-standby");
        Scenes young = notebook().since(Duration.ofMinutes(20));
        assertThat(Found.stops(Found.in(young, new IdleGpus()).one())).containsExactly("old-enough");
    }

    @Test
    void aServiceThatIsCalledIsLeftAloneAndOneOfUnknownTrafficToo() {
        Scenes service = new Scenes()
                .node("a", "A100", 4)
                .price("A100", "3.50")
                .running("Deployment/chat", 1, "a", 1)
                .saw("chat-0", Signal.ACTIVITY, steady(3, 0.001));
        assertThat(Found.stops(Found.in(service, new IdleGpus()).one())).containsExactly("no-connections");
        service.saw("chat-0", Signal.NETWORK, steady(3, 80_000));
        assertThat(Found.stops(Found.in(service, new IdleGpus()).one())).containsExactly("no-connections");
        service.saw("chat-0", Signal.NETWORK, steady(3, 40));
        assertThat(Found.in(service, new IdleGpus()).one().clear()).isTrue();
    }

    @Test
    void absentIsNotZero() {
        Scenes silent = new Scenes().node("a", "A100", 4).running("Job/train", 1, "a", 1);
        assertThat(Found.in(silent, new IdleGpus()).all()).isEmpty();
    }
}
