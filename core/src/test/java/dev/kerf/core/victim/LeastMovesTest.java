package dev.kerf.core.victim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.FirstFit;
import dev.kerf.core.Given;
import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Gang;
import dev.kerf.core.model.PartId;
import dev.kerf.core.plan.Plan;
import dev.kerf.core.plan.Planner;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many have to move at least: right where it is plain, and never more than a plan moves. */
class LeastMovesTest {
    private static final int NODES = 5;
    private static final int MEMBERS = 2;

    private static boolean exceed(Cluster cluster, int most) {
        Snapshot snapshot = Snapshot.of(cluster);
        Ask ask = new Ask(IntStream.range(0, snapshot.pendingCount()).toArray(), null, new long[0]);
        BitSet nodes = new BitSet();
        nodes.set(0, snapshot.nodeCount());
        return new LeastMoves(new Workspace(snapshot), ask).exceed(snapshot.pendingCount(), nodes, most);
    }

    private static Given filled(int nodes, int tasks, int gpus) {
        Given given = new Given().nodes(nodes, "n", 8);
        for (int n = 1; n <= nodes; n++) {
            for (int i = 0; i < tasks; i++) {
                given.running(Given.whole("r" + n + "-" + i, gpus), "n" + n);
            }
        }
        return given;
    }

    @Test
    void asManyAsHoldWhatIsMissing() {
        Cluster cluster = filled(4, 7, 1)
                .pending(Given.whole("a", 8), Given.whole("b", 8))
                .cluster();
        assertThat(exceed(cluster, 14)).isFalse();
        assertThat(exceed(cluster, 13)).isTrue();
    }

    @Test
    void whoFindsNoRoomElsewhereDoesNotMove() {
        Cluster cluster = filled(4, 2, 3).pending(Given.whole("a", 8)).cluster();
        assertThat(exceed(cluster, 1000)).isTrue();
    }

    @Test
    void whoHoldsTwoDevicesFreesTwo() {
        Cluster cluster = filled(4, 3, 2).pending(Given.whole("a", 8)).cluster();
        assertThat(exceed(cluster, 3)).isFalse();
        assertThat(exceed(cluster, 2)).isTrue();
    }

    @Test
    void whatIsLargerThanEveryNodeFindsNoMoves() {
        assertThat(exceed(filled(2, 1, 1).pending(Given.whole("a", 9)).cluster(), 1000))
                .isTrue();
    }

    @Test
    void whatAsksForPartsOfDevicesIsNotJudged() {
        assertThat(exceed(filled(2, 8, 1).pending(Given.part("a", 500)).cluster(), 0))
                .isFalse();
    }

    /** Of clusters made up at random those in which a plan moves somebody. */
    @Test
    void noPlanMovesFewer() {
        int moving = 0;
        for (int seed = 0; seed < 400; seed++) {
            Cluster cluster = random(new SplittableRandom(seed));
            Plan plan = Planner.plan(Snapshot.of(cluster), FirstFit.POLICY, 0);
            int moved = (int) plan.evictions().count();
            if (moved > 0 && plan.binds().findAny().isEmpty()) {
                moving++;
                assertThat(exceed(cluster, moved)).as("seed %d", seed).isFalse();
            }
        }
        assertThat(moving).isGreaterThan(50);
    }

    /** A gang waits, and tasks of one to three devices stand about. */
    private static Cluster random(SplittableRandom random) {
        Given given = new Given().nodes(NODES, "n", 4);
        for (int n = 1; n <= NODES; n++) {
            int left = random.nextInt(1, 5);
            for (int i = 0; left > 0; i++) {
                int gpus = Math.min(left, random.nextInt(1, 4));
                if (random.nextBoolean()) {
                    given.running(Given.whole("r" + n + "-" + i, gpus), "n" + n);
                }
                left -= gpus;
            }
        }
        PartId gang = Given.part("gang");
        int gpus = random.nextInt(2, 5);
        for (int m = 0; m < MEMBERS; m++) {
            given.pending(Given.whole("m" + m, gpus).in(gang));
        }
        return given.gang(Gang.of(gang, MEMBERS)).cluster();
    }
}
