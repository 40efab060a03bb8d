package dev.kerf.core.advise.rule;

import static dev.kerf.core.advise.Scenes.gib;
import static dev.kerf.core.advise.Scenes.over;
import static dev.kerf.core.advise.Scenes.steady;
import static dev.kerf.core.advise.Scenes.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Advice;
import dev.kerf.core.advise.Kind;
import dev.kerf.core.advise.Scenes;
import dev.kerf.core.advise.Target;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.use.Attribution;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Track;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** R04, R05 and R06: the part of a GPU that a workload needs. */
class FittingTest {
    private static final Track DAYS = steady(14, 0.28);

    private static Scenes measured(Scenes scenes, String pod, Track activity, double memory) {
        return scenes.saw(pod, Signal.ACTIVITY, activity)
                .saw(pod, Signal.GPU_MEMORY, steady(14, gib(memory)))
                .saw(pod, Signal.CPU, steady(14, 1.5))
                .saw(pod, Signal.MEMORY, steady(14, gib(4)));
    }

    private static Scenes eight() {
        Scenes scenes = new Scenes().node("a", "A100", 4).node("b", "A100", 4).price("A100", "3.43");
        for (int i = 1; i <= 8; i++) {
            scenes.running("Deployment/chat" + i, 1, i <= 4 ? "a" : "b", 1);
            measured(scenes, "chat" + i + "-0", DAYS, 22);
        }
        return scenes;
    }

    @Test
    void eightServicesFitOnThreeCardsOfOneNode() {
        Found found = Found.in(eight(), new Fitting());
        assertThat(found.all()).hasSize(8).allMatch(Advice::clear);
        Advice one = found.all().getFirst();
        assertThat(one.draft().kind()).isEqualTo(Kind.R06);
        assertThat(found.all().stream().map(a -> ((Action.Fraction) a.draft().action()).thousandths()))
                .containsOnly(333);
        assertThat(one.with()).hasSize(7);
        assertThat(one.proof())
                .startsWith("0.333 of a GPU each: 3 GPUs on 1 node; rounded up to 0.35: 4 GPUs on 1 node.");
        assertThat(one.draft().decomposition())
                .containsEntry("by compute", "0.342")
                .containsEntry("by memory", "0.318 (25.4 GiB)");
    }

    @Test
    void theirPartsOfTheSavingAddUpToOneNode() {
        Found found = Found.in(eight(), new Fitting());
        assertThat(found.all().stream()
                        .mapToDouble(a -> a.benefit().theoretical())
                        .sum())
                .isEqualTo(5);
        assertThat(found.all().stream()
                        .mapToDouble(a -> a.benefit().realisable())
                        .sum())
                .isEqualTo(4);
        assertThat(found.all().stream()
                        .mapToLong(a -> java.util.Objects.requireNonNull(
                                        a.benefit().theory())
                                .cents())
                        .sum())
                .isEqualTo(5 * 343);
        assertThat(found.all().stream()
                        .mapToLong(a -> java.util.Objects.requireNonNull(
                                        a.benefit().real())
                                .cents())
                        .sum())
                .isEqualTo(4 * 343);
    }

    @Test
    void aFractionIsMadeSmaller() {
        Scenes scenes = new Scenes().node("a", "A100", 1).node("b", "A100", 1).price("A100", "3.43");
        scenes.pod(task("Deployment/x", "x-0", new GpuNeed.Fraction(700, 1)), "a", 0);
        scenes.pod(task("Deployment/y", "y-0", new GpuNeed.Fraction(700, 1)), "b", 0);
        measured(scenes, "x-0", steady(14, 0.3), 20);
        measured(scenes, "y-0", steady(14, 0.35), 20);
        Found found = Found.in(scenes, new Fitting());
        assertThat(found.ids()).containsExactlyInAnyOrder("R04-team-Deployment-x", "R04-team-Deployment-y");
        assertThat(found.all()).allMatch(Advice::clear);
        assertThat(found.all().getFirst().benefit().empty()).hasSize(1);
    }

    @Test
    void tooLittleHistoryMakesNoSize() {
        Scenes scenes = new Scenes().node("a", "A100", 4).price("A100", "3.43").running("Deployment/new", 1, "a", 1);
        scenes.saw("new-0", Signal.ACTIVITY, steady(2, 0.1))
                .saw("new-0", Signal.GPU_MEMORY, steady(2, gib(9)))
                .saw("new-0", Signal.CPU, steady(2, 1))
                .saw("new-0", Signal.MEMORY, steady(2, gib(4)));
        Advice advice = Found.in(scenes, new Fitting()).one();
        assertThat(Found.stops(advice)).contains("enough-evidence");
        assertThat(Found.says(advice, "enough-evidence"))
                .isEqualTo("team/new-0 is watched for 2.0 days; a size wants 7");
    }

    @Test
    void copiedFiguresMakeNoSize() {
        Scenes scenes = new Scenes().node("a", "A100", 4).price("A100", "3.43").running("Deployment/x", 1, "a", 1);
        measured(scenes, "x-0", steady(14, 0.1), 9).saw("x-0", Signal.ACTIVITY, steady(14, 0.1), Attribution.COPIED);
        assertThat(Found.says(Found.in(scenes, new Fitting()).one(), "enough-evidence"))
                .contains("a copy to each holder of the device");
    }

    @Test
    void strangersShareNoCardUnlessTheyAgree() {
        Scenes scenes = eight().tasks(t -> new dev.kerf.core.model.Task(
                new dev.kerf.core.model.TaskId(t.id().name().startsWith("chat1") ? "other" : "team", t.id().name()),
                t.workload(),
                t.labels(),
                t.need(),
                t.constraints(),
                0,
                t.created(),
                null,
                List.of()));
        for (int i = 1; i <= 8; i++) {
            measured(scenes, "chat" + i + "-0", DAYS, 22);
        }
        Found found = Found.in(scenes, new Fitting());
        assertThat(found.all()).isNotEmpty().allMatch(a -> Found.stops(a).contains("isolation"));
        assertThat(Found.says(found.all().getFirst(), "isolation"))
                .startsWith(
                        "it would share cards with namespaces other, team; label its pods kerf.dev/sharing=allowed");
    }

    @Test
    void thoseThatAreBusyTogetherShareNoCard() {
        Scenes scenes = new Scenes().node("a", "A100", 4).node("b", "A100", 4).price("A100", "3.43");
        for (int i = 1; i <= 8; i++) {
            scenes.running("Deployment/chat" + i, 1, i <= 4 ? "a" : "b", 1);
            // Quiet but for an hour in a hundred, which is the same for all.
            measured(scenes, "chat" + i + "-0", over(Duration.ofDays(14), hour -> hour % 50 < 1 ? 0.9 : 0.15), 10);
        }
        Found found = Found.in(scenes, new Fitting());
        assertThat(found.all()).isNotEmpty().allMatch(a -> Found.stops(a).contains("peaks-apart"));
        assertThat(Found.says(found.all().getFirst(), "peaks-apart"))
                .startsWith("those that would share its card keep it busy to ")
                .endsWith("together in 99 of 100 moments, it bears 87.9 %");
    }

    @Test
    void theMemoryThatAnEngineFillsIsNoNeed() {
        Scenes scenes = eight().saw("chat1-0", Signal.KV_CACHE, steady(14, 0.2));
        Advice engine = Found.in(scenes, new Fitting()).all().stream()
                .filter(a -> a.id().equals("R06-team-Deployment-chat1"))
                .findFirst()
                .orElseThrow();
        assertThat(Found.stops(engine)).containsExactly("engine-memory-first");
    }

    private static Scenes hot(double activity, int neighbour) {
        Scenes scenes = new Scenes().node("a", "A100", 1).price("A100", "3.43");
        scenes.pod(task("Deployment/x", "x-0", new GpuNeed.Fraction(400, 1)), "a", 0);
        scenes.pod(task("Deployment/y", "y-0", new GpuNeed.Fraction(neighbour, 1)), "a", 0);
        measured(scenes, "y-0", steady(14, 0.28 * neighbour / 300), 15);
        return measured(scenes, "x-0", over(Duration.ofDays(14), hour -> hour < 300 ? 0.2 : activity), 20);
    }

    @Test
    void aShareThatIsAllUsedGrowsInPlaceWhereItsCardHasTheRoom() {
        Advice advice = Found.in(hot(0.45, 300), new Fitting()).all().stream()
                .filter(a -> a.draft().kind() == Kind.R05)
                .findFirst()
                .orElseThrow();
        assertThat(advice.draft().action())
                .isEqualTo(new Action.Fraction(new Target.OfWorkload("team", "Deployment/x", "main"), 550));
        assertThat(advice.draft().decomposition()).containsEntry("in place", "yes, its cards have the room");
        assertThat(advice.clear()).as("stopped by %s", Found.stops(advice)).isTrue();
    }

    @Test
    void aShareThatCannotGrowAnywhereIsLeftAsItIs() {
        Advice advice = Found.in(hot(0.45, 600), new Fitting()).all().stream()
                .filter(a -> a.draft().kind() == Kind.R05)
                .findFirst()
                .orElseThrow();
        assertThat(advice.draft().decomposition()).containsEntry("in place", "no, it has to move");
        assertThat(Found.stops(advice)).containsExactly("placement-exists");
    }

    @Test
    void anOwnerMaySayNo() {
        Scenes scenes = eight().tasks(t -> t.withLabels(Map.of("kerf.dev/advice", "off")));
        assertThat(Found.in(scenes, new Fitting()).all())
                .allMatch(a -> Found.stops(a).equals(List.of("owner-agrees")));
    }
}
