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
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.size.Follow;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Track;
import java.time.Duration;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** R04 and R05 of parts that follow their load; it is noon at the end. */
class FollowedPartTest {
    private static final Follow CLOSELY = new Follow(0.05);
    private static final Duration TWO_WEEKS = Duration.ofDays(14);

    /** Every day up to 0.5 and down to 0.08 again within twelve hours; hour 0 is noon, as is the end. */
    private static Track busiest(int hour) {
        DoubleUnaryOperator day = now -> 0.08 + 0.42 * Math.max(0, Math.cos(2 * Math.PI * (now - hour) / 24));
        return over(TWO_WEEKS, day);
    }

    private static Scenes scene(int asked, Track activity) {
        Scenes scenes = new Scenes().node("a", "A100", 1).price("A100", "3.43");
        scenes.pod(task("Deployment/x", "x-0", new GpuNeed.Fraction(asked, 1)), "a", 0);
        return measured(scenes, "x-0", activity).following(CLOSELY);
    }

    private static Scenes measured(Scenes scenes, String pod, Track activity) {
        return scenes.saw(pod, Signal.ACTIVITY, activity)
                .saw(pod, Signal.GPU_MEMORY, steady(14, gib(6)))
                .saw(pod, Signal.CPU, steady(14, 1.5))
                .saw(pod, Signal.MEMORY, steady(14, gib(4)));
    }

    private static Action.Fraction part(Advice advice) {
        return (Action.Fraction) advice.draft().action();
    }

    @Test
    void whoIsBusyAtNightGivesUpItsRoomAtNoon() {
        Advice advice = Found.in(scene(600, busiest(12)), new Fitting()).one();
        assertThat(advice.clear()).as("stopped by %s", Found.stops(advice)).isTrue();
        assertThat(advice.id()).isEqualTo("R04-team-Deployment-x");
        assertThat(part(advice).follows()).isTrue();
        assertThat(part(advice).thousandths()).isBetween(100, 150);
        assertThat(advice.expires()).isEqualTo(Scenes.NOW.plus(Duration.ofHours(1)));
        assertThat(advice.draft().decomposition())
                .containsEntry("in place", "yes")
                .containsKey("in the mean of a week");
        assertThat(advice.benefit().theoretical()).isEqualTo((600 - part(advice).thousandths()) / 1000.0);
    }

    @Test
    void thatIsLessThanAPartThatStays() {
        Scenes stays = measured(
                new Scenes()
                        .node("a", "A100", 1)
                        .price("A100", "3.43")
                        .pod(task("Deployment/x", "x-0", new GpuNeed.Fraction(700, 1)), "a", 0),
                "x-0",
                busiest(12));
        Advice advice = Found.in(stays, new Fitting()).one();
        assertThat(part(advice).follows()).isFalse();
        assertThat(part(advice).thousandths()).isGreaterThanOrEqualTo(600);
    }

    @Test
    void whoWillBeBusySoonGetsItsRoomBackBeforeItNeedsIt() {
        Advice advice = Found.in(scene(150, busiest(0)), new Fitting()).one();
        assertThat(advice.draft().kind()).isEqualTo(Kind.R05);
        assertThat(part(advice).thousandths()).isBetween(500, 600);
        assertThat(advice.clear()).as("stopped by %s", Found.stops(advice)).isTrue();
        assertThat(advice.draft().decomposition().get("by compute")).startsWith("0.5");
    }

    @Test
    void whatIsAboutRightIsLeftAlone() {
        assertThat(Found.in(scene(150, steady(14, 0.14)), new Fitting()).all()).isEmpty();
    }

    /** Its neighbour has taken what it gave up: only elsewhere is there room, or nowhere. */
    @Test
    void whereOthersHaveTakenItsRoomItHasToMove() {
        Scenes scenes = scene(150, busiest(0));
        scenes.pod(task("Deployment/y", "y-0", new GpuNeed.Fraction(800, 1)), "a", 0);
        Advice stuck = only(scenes);
        assertThat(stuck.draft().decomposition()).containsEntry("in place", "no, it has to move");
        assertThat(Found.stops(stuck)).containsExactly("placement-exists");
        Advice free = only(scenes.node("b", "A100", 1));
        assertThat(free.clear()).as("stopped by %s", Found.stops(free)).isTrue();
    }

    private static Advice only(Scenes scenes) {
        return Found.in(scenes, new Fitting()).all().stream()
                .filter(a -> a.id().endsWith("Deployment-x"))
                .findFirst()
                .orElseThrow();
    }

    /** Each of them alone would find the room; together they want more than the card has. */
    @Test
    void twoThatGrowOnOneCardDoNotBothFindRoomOnIt() {
        Scenes scenes = scene(150, busiest(0));
        for (String name : List.of("y", "z")) {
            scenes.pod(task("Deployment/" + name, name + "-0", new GpuNeed.Fraction(150, 1)), "a", 0);
            measured(scenes, name + "-0", busiest(0));
        }
        Found found = Found.in(scenes, new Fitting());
        assertThat(found.all()).hasSize(3).allMatch(a -> a.draft().kind() == Kind.R05);
        assertThat(found.advised().followed())
                .as("0.15 and 0.45 are asked of a card twice at the most")
                .hasSize(1);
    }

    /** As after half of an action was taken back: the one that has less is not left behind. */
    @Test
    void podsThatHaveDifferentPartsAllGetWhatIsNeeded() {
        Scenes scenes = scene(500, steady(14, 0.47)).node("b", "A100", 1);
        scenes.pod(task("Deployment/x", "x-1", new GpuNeed.Fraction(200, 1)), "b", 0);
        Advice advice = only(measured(scenes, "x-1", steady(14, 0.47)));
        assertThat(advice.draft().kind()).isEqualTo(Kind.R05);
        assertThat(part(advice).thousandths()).isBetween(470, 500);
        assertThat(advice.clear()).as("stopped by %s", Found.stops(advice)).isTrue();
    }

    @Test
    void twoPodsOfOneWorkloadShareTheRoomOfTheirCard() {
        Scenes scenes = scene(150, busiest(0));
        scenes.pod(task("Deployment/x", "x-1", new GpuNeed.Fraction(150, 1)), "a", 0);
        measured(scenes, "x-1", busiest(0));
        assertThat(only(scenes).draft().decomposition()).containsEntry("in place", "no, it has to move");
    }

    /** A pod that was made an hour ago has the past of its workload, not a fortnight of an hour. */
    @Test
    void whoWasMadeAnewHasTheHistoryOfItsWorkload() {
        Track hour = over(TWO_WEEKS, now -> now < 335 ? Float.NaN : 0.02);
        Scenes scenes = new Scenes().node("a", "A100", 1).price("A100", "3.43");
        scenes.pod(task("Deployment/x", "x-0", new GpuNeed.Fraction(600, 1)), "a", 0);
        young(scenes, "x-0", hour).following(CLOSELY);
        assertThat(Found.says(Found.in(scenes, new Fitting()).one(), "enough-evidence"))
                .isEqualTo("team/x-0 is watched for 0.0 days; a size wants 7");
        scenes.pod(task("Deployment/x", "x-old", new GpuNeed.Fraction(600, 1)), "a", 0);
        measured(scenes, "x-old", busiest(0)).gone("x-old");
        Advice advice = Found.in(scenes, new Fitting()).one();
        assertThat(Found.stops(advice)).containsExactly("too-young");
        assertThat(Found.says(advice, "too-young"))
                .isEqualTo("its youngest pod is measured since 1 h;"
                        + " before a part that follows its load shrinks that has to be 24");
        assertThat(advice.draft().decomposition())
                .as("and has had 6 GiB before")
                .containsEntry("by memory", "0.087");
    }

    private static Scenes young(Scenes scenes, String pod, Track hour) {
        return scenes.saw(pod, Signal.ACTIVITY, hour)
                .saw(pod, Signal.GPU_MEMORY, over(TWO_WEEKS, now -> now < 335 ? Float.NaN : gib(1)))
                .saw(pod, Signal.CPU, hour)
                .saw(pod, Signal.MEMORY, over(TWO_WEEKS, now -> now < 335 ? Float.NaN : gib(1)));
    }

    @Test
    void boundsAreKeptAndNotRunInto() {
        Scenes night = scene(600, busiest(12)).following(CLOSELY.within(300, 900));
        assertThat(part(Found.in(night, new Fitting()).one()).thousandths()).isEqualTo(300);
        Scenes noon = scene(150, busiest(0)).following(CLOSELY.within(0, 400));
        assertThat(part(Found.in(noon, new Fitting()).one()).thousandths()).isEqualTo(400);
    }

    /** What a load would need does not show where it is cut off at its part. */
    @Test
    void whoUsesAllOfItsPartForTenMinutesGetsMore() {
        Advice advice = Found.in(scene(300, steady(14, 0.3)), new Fitting()).one();
        assertThat(advice.draft().kind()).isEqualTo(Kind.R05);
        assertThat(part(advice).thousandths()).isEqualTo(400);
    }

    @Test
    void aNodeIsNotEmptiedOfThoseWhoMayWantMoreInAnHour() {
        Scenes scenes = new Scenes().node("a", "A100", 4).node("b", "A100", 4).price("A100", "3.43");
        scenes.pod(task("Deployment/x", "x-0", new GpuNeed.Fraction(100, 1)), "a", 0);
        scenes.running("Deployment/w", 2, "b", 1);
        assertThat(Found.stops(Found.in(scenes, new EmptyNode()).one())).doesNotContain("parts-stay");
        Advice advice = Found.in(scenes.following(CLOSELY), new EmptyNode()).one();
        assertThat(Found.says(advice, "parts-stay"))
                .isEqualTo("team/Deployment/x has a part that follows its load,"
                        + " and may want more within the hour than it would find");
    }

    /** What comes free where it stands is there for what waits. */
    @Test
    void workThatWaitsGetsTheRoom() {
        Scenes scenes = scene(600, busiest(12)).pending(task("Job/b", "b-0", new GpuNeed.Fraction(800, 1)));
        Advice advice = Found.in(scenes, new Fitting()).one();
        assertThat(advice.benefit().served()).hasSize(1);
        assertThat(advice.benefit().realisable()).isEqualTo(0.8);
    }

    @Test
    void memoryIsNeverFollowed() {
        Scenes scenes = scene(600, busiest(12))
                .saw("x-0", Signal.GPU_MEMORY, over(TWO_WEEKS, hour -> hour < 24 ? gib(30) : gib(6)));
        Advice advice = Found.in(scenes, new Fitting()).one();
        assertThat(part(advice).thousandths()).isEqualTo(440);
        assertThat(advice.draft().decomposition())
                .hasEntrySatisfying("by memory", part -> assertThat(part).startsWith("0.43"));
    }

    @Test
    void whatIsToldOfByTheHourKeepsItsPart() {
        Advice advice = Found.in(scene(600, busiest(12).by(Duration.ofHours(1))), new Fitting())
                .one();
        assertThat(Found.says(advice, "enough-evidence"))
                .isEqualTo("team/x-0 is told of so seldom that its part cannot follow its load:"
                        + " that wants a value every 5 minutes");
    }

    @Test
    void aWholeGpuFollowsNothing() {
        Scenes scenes = new Scenes().node("a", "A100", 1).price("A100", "3.43").running("Deployment/x", 1, "a", 1);
        Advice advice = Found.in(measured(scenes, "x-0", steady(14, 0.1)).following(CLOSELY), new Fitting())
                .one();
        assertThat(advice.draft().kind()).isEqualTo(Kind.R06);
        assertThat(part(advice).follows()).isFalse();
    }
}
