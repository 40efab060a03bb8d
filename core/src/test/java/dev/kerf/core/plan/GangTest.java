package dev.kerf.core.plan;

import static dev.kerf.core.Given.part;
import static dev.kerf.core.Given.plain;
import static dev.kerf.core.Given.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.FirstFit;
import dev.kerf.core.Given;
import dev.kerf.core.model.Constraints;
import dev.kerf.core.model.Gang;
import dev.kerf.core.model.Part;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Task;
import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Fit;
import dev.kerf.core.reason.Reason;
import dev.kerf.core.snapshot.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Gangs start together or not at all, and one sentence says why one does not. */
class GangTest {
    private static Plan plan(Given given) {
        return Planner.plan(Snapshot.of(given.cluster()), FirstFit.POLICY, 0);
    }

    private static List<String> bound(Plan plan) {
        return plan.binds().map(b -> b.task().name()).toList();
    }

    private static List<String> sentences(Plan plan) {
        return plan.holds().map(h -> h.reason().message()).distinct().toList();
    }

    @Test
    void aGangThatFitsIsBoundAsAWholeAndItsBindsNameIt() {
        Plan plan = plan(new Given().nodes(2, "n", 2).gang(4, "train", 4, 1));
        assertThat(plan.binds()).hasSize(4).allMatch(b -> part("train").equals(b.gang()));
        assertThat(plan.gangs()).singleElement().satisfies(g -> {
            assertThat(g.fit()).isEqualTo(Fit.FITS);
            assertThat(g.reason().message()).isEqualTo("starts with 4 pods on 2 nodes");
        });
    }

    @Test
    void aGangOfEightyWithSeventyNineFreeIsHeldWithOneSentence() {
        Plan plan = plan(
                new Given().nodes(10, "n", 8).running(whole("other", 1), "n3").gang(80, "train", 80, 1));
        assertThat(plan.binds()).isEmpty();
        assertThat(plan.holds()).hasSize(80).allMatch(h -> h.fit() == Fit.NOT_NOW);
        assertThat(sentences(plan))
                .containsExactly(
                        "needs room for 80 pods at once; there is room for 79, and the next needs 1 GPU on one node; the most"
                                + " free is 0, among 10 nodes");
    }

    @Test
    void aGangLargerThanTheEmptyClusterNeverStarts() {
        Plan plan = plan(new Given().nodes(9, "n", 8).gang(80, "train", 80, 1));
        assertThat(plan.holds()).allMatch(h -> h.fit() == Fit.NEVER);
        assertThat(sentences(plan))
                .containsExactly("needs room for 80 pods at once; even empty, the cluster has it for 72");
    }

    @Test
    void aCordonDoesNotMakeItNever() {
        Plan plan = plan(new Given().nodes(2, "n", 8, n -> n.cordon()).gang(16, "train", 16, 1));
        assertThat(plan.holds()).allMatch(h -> h.fit() == Fit.NOT_NOW);
    }

    @Test
    void twoGangsThatEachFitAloneRunOneByOneInTheOrderTheyCame() {
        for (int first = 0; first < 2; first++) {
            Gang red = new Gang(Part.of(part("red"), 3), Instant.ofEpochSecond(first), List.of());
            Gang blue = new Gang(Part.of(part("blue"), 3), Instant.ofEpochSecond(1 - first), List.of());
            Given given = new Given().nodes(4, "n", 1).gang(red).gang(blue);
            for (int i = 0; i < 3; i++) {
                given.pending(
                        whole("red-" + i, 1).in(part("red")),
                        whole("blue-" + i, 1).in(part("blue")));
            }
            String winner = first == 0 ? "red" : "blue";
            assertThat(bound(plan(given))).hasSize(3).allMatch(name -> name.startsWith(winner));
        }
    }

    @Test
    void whatIsBeyondTheMinimumComesAsItCan() {
        Plan plan = plan(new Given().nodes(3, "n", 1).gang(5, "train", 2, 1));
        assertThat(plan.binds()).hasSize(3);
        assertThat(sentences(plan)).containsExactly("needs 1 GPU on one node; the most free is 0, among 3 nodes");
    }

    @Test
    void aGangThatFailsLeavesTheRoomToOthers() {
        Plan plan = plan(new Given().nodes(2, "n", 1).gang(3, "train", 3, 1).pending(whole("single", 1)));
        assertThat(bound(plan)).containsExactly("single");
        assertThat(sentences(plan))
                .containsExactly("needs room for 3 pods at once; even empty, the cluster has it for 2");
    }

    @Test
    void tooFewMembersWaitForTheRest() {
        Plan plan = plan(new Given().nodes(4, "n", 1).gang(2, "train", 4, 1));
        assertThat(plan.holds()).allMatch(h -> h.fit() == Fit.NOT_NOW);
        assertThat(sentences(plan))
                .containsExactly("waits for 2 more pods of train, which starts with 4 at once and has 2");
    }

    @Test
    void membersThatRunCountAndTheMissingOneHasFirstCall() {
        Given given = new Given()
                .nodes(3, "n", 1)
                .pending(whole("a-single", 1))
                .gang(new Gang(Part.of(part("train"), 3), Instant.ofEpochSecond(9), List.of()))
                .running(whole("train-1", 1).in(part("train")), "n1")
                .running(whole("train-2", 1).in(part("train")), "n2")
                .pending(whole("train-3", 1).in(part("train")));
        Plan plan = plan(given);
        assertThat(bound(plan)).containsExactly("train-3");
        assertThat(plan.gangs()).extracting(g -> g.reason().message()).containsExactly("starts with 3 pods on 3 nodes");
    }

    @Test
    void aMemberThatIsLeavingDoesNotCount() {
        Plan plan = plan(new Given()
                .nodes(2, "n", 1)
                .running(new Placement(whole("train-0", 1).in(part("train")), "n1", List.of(), null, true))
                .gang(1, "train", 2, 1));
        assertThat(sentences(plan))
                .containsExactly("waits for 1 more pod of train, which starts with 2 at once and has 1");
    }

    @Test
    void theNodeOfAMemberThatIsLeavingIsNotCounted() {
        Plan plan = plan(new Given()
                .nodes(3, "n", 1)
                .running(new Placement(whole("train-9", 1).in(part("train")), "n3", List.of(), null, true))
                .gang(2, "train", 2, 1));
        assertThat(plan.gangs()).extracting(g -> g.reason().message()).containsExactly("starts with 2 pods on 2 nodes");
    }

    @Test
    void aGangThatHasStartedGoesOnOneByOne() {
        Plan plan = plan(new Given()
                .nodes(1, "n", 1)
                .members(2, "train", 1)
                .gang(new Gang(Part.of(part("train"), 4).begun(), Instant.EPOCH, List.of())));
        assertThat(bound(plan)).containsExactly("train-1");
    }

    @Test
    void everyPartMustHaveItsMinimum() {
        Part whole = Part.all(part("job"), List.of(Part.of(part("leader"), 1), Part.of(part("worker"), 2)));
        Given given = new Given()
                .nodes(2, "n", 1)
                .gang(new Gang(whole, Instant.EPOCH, List.of()))
                .pending(plain("leader-1").in(part("leader")))
                .members(2, "worker", 1);
        assertThat(bound(plan(given))).containsExactly("leader-1", "worker-1", "worker-2");
        Given full = new Given()
                .nodes(2, "n", 1)
                .running(whole("other", 1), "n1")
                .gang(new Gang(whole, Instant.EPOCH, List.of()))
                .pending(plain("leader-1").in(part("leader")))
                .members(2, "worker", 1);
        Plan plan = plan(full);
        assertThat(plan.binds()).isEmpty();
        assertThat(sentences(plan))
                .containsExactly(
                        "needs room for 2 pods of worker at once; there is room for 1, and the next needs 1 GPU on one node;"
                                + " the most free is 0, among 2 nodes");
    }

    @Test
    void aPartThatIsNotNeededIsLeftOutAsAWhole() {
        Part whole = new Part(part("job"), 0, 1, false, List.of(Part.of(part("blue"), 2), Part.of(part("red"), 2)));
        Plan plan = plan(new Given()
                .nodes(3, "n", 1)
                .gang(new Gang(whole, Instant.EPOCH, List.of()))
                .members(2, "blue", 1)
                .members(2, "red", 1));
        assertThat(bound(plan)).containsExactly("blue-1", "blue-2");
        assertThat(sentences(plan))
                .containsExactly(
                        "needs room for 2 pods at once; there is room for 1, and the next needs 1 GPU on one node; the most"
                                + " free is 0, among 3 nodes");
    }

    @Test
    void membersThatDifferAreTriedTheSmallestFirstToo() {
        Plan plan = plan(new Given()
                .nodes(1, "n", 4)
                .members(3, "train", 1)
                .pending(whole("train-4", 4).in(part("train")))
                .gang(Gang.of(part("train"), 3)));
        assertThat(bound(plan)).containsExactly("train-1", "train-2", "train-3");
    }

    @Test
    void aGangThatMakesNoSenseIsHeldAndTheRestGoesOn() {
        Reason reason = Reason.of(Code.GANG_MISSING, "gang", "PodGroup/ghost");
        Plan plan = plan(new Given()
                .nodes(2, "n", 4)
                .members(2, "ghost", 1)
                .gang(new Gang(Part.of(part("ghost"), 0), Instant.EPOCH, List.of(reason)))
                .pending(whole("single", 1)));
        assertThat(bound(plan)).containsExactly("single");
        assertThat(sentences(plan)).containsExactly("waits for its PodGroup/ghost, which is not there");
    }

    @Test
    void aMemberThatFitsNowhereHoldsTheGangWithItsOwnSentence() {
        Plan plan = plan(new Given()
                .nodes(2, "n", 4)
                .members(1, "train", 1)
                .pending(whole("train-9", 16).in(part("train")))
                .gang(Gang.of(part("train"), 2)));
        assertThat(plan.holds()).hasSize(2).allMatch(h -> h.fit() == Fit.NEVER);
        assertThat(sentences(plan))
                .containsExactly(
                        "needs room for 2 pods at once; there is room for 1, and the next needs 16 GPUs on one node;"
                                + " the largest has 4 GPUs, among 2 nodes");
    }

    @Test
    void aTaskThatIsChangedStaysInItsGang() {
        Task task = whole("train-1", 1).in(part("train"));
        assertThat(List.of(
                        task.withNeed(plain("x").need()),
                        task.withConstraints(Constraints.NONE),
                        task.withLabels(Map.of("a", "b")),
                        task.withPriority(3),
                        task.withCreated(Instant.MAX),
                        task.withRefusals(List.of())))
                .allMatch(t -> part("train").equals(t.part()));
    }
}
