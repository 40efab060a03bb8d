package dev.kerf.core.advise.rule;

import static dev.kerf.core.advise.Scenes.gib;
import static dev.kerf.core.advise.Scenes.steady;
import static dev.kerf.core.advise.Scenes.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Advice;
import dev.kerf.core.advise.Kind;
import dev.kerf.core.advise.Observation;
import dev.kerf.core.advise.Scenes;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.use.Attribution;
import dev.kerf.core.use.Signal;
import org.junit.jupiter.api.Test;

/** Parts of cards that are shared: sized by figures that are their own, and by no others. */
class SharedCardFitTest {
    private static Scenes shared() {
        Scenes scenes = new Scenes().node("a", "A100", 1).price("A100", "3.43");
        scenes.pod(task("Deployment/x", "x-0", new GpuNeed.Fraction(500, 1)), "a", 0);
        scenes.pod(task("Deployment/y", "y-0", new GpuNeed.Fraction(300, 1)), "a", 0);
        return scenes;
    }

    private static Scenes measured(Scenes scenes, String pod, double activity, double memory, Attribution how) {
        return scenes.saw(pod, Signal.ACTIVITY, steady(14, activity), how)
                .saw(pod, Signal.GPU_MEMORY, steady(14, gib(memory)), how)
                .saw(pod, Signal.CPU, steady(14, 1.5))
                .saw(pod, Signal.MEMORY, steady(14, gib(4)));
    }

    private static Advice about(Scenes scenes, String workload) {
        return Found.in(scenes, new Fitting()).all().stream()
                .filter(a -> a.id().endsWith(workload))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatTheCardDoesMakesNobodyOnItLargerOrSmaller() {
        Scenes scenes = shared();
        measured(scenes, "x-0", 0.9, 60, Attribution.COPIED);
        measured(scenes, "y-0", 0.9, 60, Attribution.COPIED);
        Advice advice = about(scenes, "x");
        assertThat(advice.draft().kind()).isEqualTo(Kind.R04);
        assertThat(Found.stops(advice)).contains("enough-evidence");
        assertThat(Found.says(advice, "enough-evidence"))
                .contains("a copy to each holder of the device")
                .endsWith("; its card is shared and only the card is measured: Kubex' gpu-process-exporter or HAMi's"
                        + " monitor tells what each container does on it");
    }

    @Test
    void figuresOfTheContainerMakeItLargerOrSmaller() {
        Scenes scenes = shared();
        measured(scenes, "x-0", 0.1, 8, Attribution.KUBEX);
        measured(scenes, "y-0", 0.35, 20, Attribution.HAMI);
        Advice less = about(scenes, "x");
        assertThat(less.draft().kind()).isEqualTo(Kind.R04);
        assertThat(Found.stops(less)).as("alone it frees no card").containsExactly("worth-it");
        assertThat(((Action.Fraction) less.draft().action()).thousandths()).isLessThan(200);
        assertThat(less.draft().evidence())
                .extracting(Observation::query)
                .anyMatch(query -> query.contains("kubex_gpu_container_memory_bytes{namespace=\"team\",pod=\"x-0\"}"));
        assertThat(about(scenes, "y").draft().kind()).isEqualTo(Kind.R05);
    }

    @Test
    void whoOnlyKeepsACardIsNoWork() {
        Scenes scenes = new Scenes().node("a", "A100", 1);
        scenes.pod(task("Pod/gpu-reservation-g", "gpu-reservation-g", new GpuNeed.Whole(1)), "a", 0);
        assertThat(scenes.scene().works()).hasSize(1);
        assertThat(scenes.group("g").scene().works()).isEmpty();
    }

    @Test
    void theEvidenceSaysThatTheCardsFiguresAreItsOnlyHolders() {
        Scenes scenes = new Scenes().node("a", "A100", 1).price("A100", "3.43");
        scenes.pod(task("Deployment/x", "x-0", new GpuNeed.Fraction(500, 1)), "a", 0);
        measured(scenes, "x-0", 0.1, 8, Attribution.ONLY_HOLDER);
        Advice advice = about(scenes, "x");
        assertThat(Found.stops(advice)).as("alone it frees no card").containsExactly("worth-it");
        assertThat(advice.draft().evidence())
                .extracting(Observation::query)
                .allMatch(query -> query.contains("{UUID=\"GPU-a-0\"}")
                        && query.endsWith("(the card's, of which team/x-0 is the only holder)"));
    }
}
