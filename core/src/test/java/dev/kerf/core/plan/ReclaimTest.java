package dev.kerf.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.FirstFit;
import dev.kerf.core.Given;
import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Queue;
import dev.kerf.core.model.Quota;
import dev.kerf.core.reason.Code;
import dev.kerf.core.snapshot.Snapshot;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Queues take back from others what they deserve: no more, for nobody, and only where it helps. */
class ReclaimTest {
    static Plan plan(Cluster cluster) {
        return Planner.plan(Snapshot.of(cluster), FirstFit.POLICY, 0);
    }

    private static List<String> sentences(Plan plan) {
        return plan.holds().map(h -> h.reason().message()).distinct().toList();
    }

    /** So many nodes of eight GPUs, full of tasks of one GPU; the other queue deserves so many of them. */
    static Given full(int nodes, int deserved) {
        return new Given()
                .nodes(nodes, "n", 8)
                .queue("busy", null, nodes * 8 - deserved)
                .queue("research", null, deserved)
                .fill("busy", "b", "n", nodes, 8);
    }

    @Test
    void aGangTakesTheNodesItDeserves() {
        Plan plan = plan(full(12, 80).gangIn("research", 10, "train", 10, 8).cluster());
        assertThat(plan.evictions()).hasSize(80).allMatch(e -> e.reason().code() == Code.RECLAIMED);
        assertThat(plan.nominations()).hasSize(10);
        assertThat(plan.gangs()).singleElement().satisfies(g -> assertThat(
                        g.reason().message())
                .isEqualTo("starts with 10 pods on 10 nodes as soon as those have left whose room it gets"));
    }

    @Test
    void seventyNineOfEightyAreRefusedWithTheProof() {
        Plan plan = plan(full(12, 79).gangIn("research", 10, "train", 10, 8).cluster());
        assertThat(plan.evictions()).isEmpty();
        assertThat(sentences(plan)).containsExactly("needs 80 GPUs; queue research has 0, and its share is 79");
    }

    @Test
    void whatMayBeReclaimedIsSaidWhereTheQueueDeservesMore() {
        Given given = new Given().nodes(12, "n", 8).queue("busy", null, 17).queue("research", null, 96);
        Plan plan = plan(given.fill("busy", "b", "n", 12, 8)
                .gangIn("research", 10, "train", 10, 8)
                .cluster());
        assertThat(plan.evictions()).isEmpty();
        assertThat(sentences(plan)).containsExactly("needs 80 GPUs; queue research may reclaim 79");
    }

    @Test
    void whatIsFreeCounts() {
        Given given = new Given().nodes(10, "n", 8).queue("busy", null, 0).queue("research", null, 80);
        given.fill("busy", "b", "n", 9, 8);
        Plan plan = plan(given.gangIn("research", 10, "train", 10, 8).cluster());
        assertThat(plan.evictions()).hasSize(72);
        assertThat(plan.nominations()).hasSize(10);
    }

    @Test
    void theSameAfterFiveMoreRounds() {
        Rounds rounds =
                Rounds.play(full(12, 80).gangIn("research", 10, "train", 10, 8).cluster(), FirstFit.POLICY, 0, 7);
        assertThat(rounds.plans().get(1).binds()).hasSize(10);
        assertThat(rounds.plans().subList(2, 7)).allSatisfy(p -> {
            assertThat(p.evictions()).isEmpty();
            assertThat(p.binds()).isEmpty();
        });
    }

    @Test
    void nobodyIsBroughtBelowWhatItIsSureOf() {
        Given given = new Given().nodes(2, "n", 8).queue("a", null, 8).queue("b", null, 8);
        given.fill("a", "a", "n", 1, 8);
        for (int i = 1; i <= 8; i++) {
            given.running(Given.in("b", Given.whole("b-" + i, 1)), "n2");
        }
        Plan plan = plan(given.pending(Given.in("a", Given.whole("more", 1))).cluster());
        assertThat(plan.evictions()).isEmpty();
        assertThat(sentences(plan)).containsExactly("needs 1 GPU; queue a has 8, and its share is 8");
    }

    @Test
    void aLimitHoldsThoughThereIsRoom() {
        Queue small = Queue.of("small", null)
                .with("nvidia.com/gpu", Quota.guarantee(0).withLimit(2000));
        Given given = new Given().nodes(1, "n", 8).queue(small);
        for (int i = 1; i <= 3; i++) {
            given.pending(Given.in("small", Given.whole("t" + i, 1)));
        }
        Plan plan = plan(given.cluster());
        assertThat(plan.binds()).hasSize(2);
        assertThat(sentences(plan)).containsExactly("needs 1 GPU; queue small may have 2 and has 2");
    }

    @Test
    void overQuotaIsSharedByWeight() {
        Queue one = Queue.of("one", null).with("nvidia.com/gpu", Quota.OPEN.withWeight(1000));
        Queue three = Queue.of("three", null).with("nvidia.com/gpu", Quota.OPEN.withWeight(3000));
        Given given = new Given().nodes(1, "n", 8).queue(one).queue(three);
        for (int i = 1; i <= 8; i++) {
            given.pending(Given.in("one", Given.whole("o" + i, 1)), Given.in("three", Given.whole("t" + i, 1)));
        }
        Plan plan = plan(given.cluster());
        assertThat(plan.binds().filter(b -> b.task().name().startsWith("t"))).hasSize(6);
        assertThat(plan.queues())
                .filteredOn(q -> q.queue().equals("one"))
                .singleElement()
                .satisfies(q -> {
                    assertThat(q.share()).containsEntry("nvidia.com/gpu", 2000L);
                    assertThat(q.used()).containsEntry("nvidia.com/gpu", 2000L);
                    assertThat(q.pending()).isEqualTo(6);
                });
    }
}
