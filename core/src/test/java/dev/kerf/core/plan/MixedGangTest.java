package dev.kerf.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.FirstFit;
import dev.kerf.core.Given;
import dev.kerf.core.model.Gang;
import dev.kerf.core.model.Part;
import dev.kerf.core.snapshot.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Gangs whose members differ start whenever a placement exists, whatever order would miss it. */
class MixedGangTest {
    private static Given gang(int[] free, int[] wants, int min) {
        Given given = new Given();
        for (int n = 0; n < free.length; n++) {
            given.node(Given.machine("n" + n, free[n]));
        }
        for (int t = 0; t < wants.length; t++) {
            given.pending(Given.whole("t" + t, wants[t]).in(Given.part("mix")));
        }
        return given.gang(Gang.of(Given.part("mix"), min));
    }

    private static long bound(Given given) {
        return Planner.plan(Snapshot.of(given.cluster()), FirstFit.POLICY, 7)
                .binds()
                .count();
    }

    @Test
    void neitherTheLargestNorTheSmallestFirstFindsIt() {
        assertThat(bound(gang(new int[] {7, 8}, new int[] {2, 2, 5, 6}, 4))).isEqualTo(4);
    }

    @Test
    void whatCannotStandTogetherWaits() {
        assertThat(bound(gang(new int[] {5, 5}, new int[] {4, 4, 2}, 3))).isZero();
    }

    @Test
    void asMuchOfTheRestAsFindsRoomComesToo() {
        assertThat(bound(gang(new int[] {6, 5, 2}, new int[] {4, 3, 2, 2, 2, 2}, 4)))
                .isGreaterThanOrEqualTo(4);
    }

    /** Two parts are wanted of three; the one that is not whole is not begun. */
    @Test
    void noHalfPartStandsBesideTheWholeOnes() {
        List<Part> parts = new ArrayList<>();
        Given given = new Given().node(Given.machine("a", 6)).node(Given.machine("b", 5));
        int[][] wants = {{4, 3}, {2, 2}, {1, 8}};
        for (int p = 0; p < wants.length; p++) {
            for (int t = 0; t < wants[p].length; t++) {
                given.pending(Given.whole("t" + p + t, wants[p][t]).in(Given.part("part" + p)));
            }
            parts.add(Part.of(Given.part("part" + p), 2));
        }
        Part whole = new Part(Given.part("mix"), 0, 2, false, parts);
        Plan plan = Planner.plan(
                Snapshot.of(
                        given.gang(new Gang(whole, Instant.EPOCH, List.of())).cluster()),
                FirstFit.POLICY,
                7);
        assertThat(plan.binds().map(b -> b.task().name())).containsExactlyInAnyOrder("t00", "t01", "t10", "t11");
    }

    /** 400 small clusters made up, each tried in every way. */
    @Test
    void aGangStartsJustWhenThereIsAPlacement() {
        Random random = new Random(20261130);
        int tight = 0;
        for (int round = 0; round < 400; round++) {
            int[] free = random.ints(2 + random.nextInt(3), 1, 9).toArray();
            int[] wants = random.ints(3 + random.nextInt(5), 1, 6).toArray();
            int min = 1 + random.nextInt(wants.length);
            boolean can = can(free, wants, 0, min);
            tight += can && min == wants.length ? 1 : 0;
            assertThat(bound(gang(free, wants, min)) >= min)
                    .as("%s into %s, %d at least", Arrays.toString(wants), Arrays.toString(free), min)
                    .isEqualTo(can);
        }
        assertThat(tight).as("cases in which all must stand, and can").isGreaterThan(20);
    }

    private static boolean can(int[] free, int[] wants, int from, int min) {
        if (min <= 0) {
            return true;
        }
        if (wants.length - from < min) {
            return false;
        }
        for (int n = 0; n < free.length; n++) {
            if (free[n] >= wants[from]) {
                free[n] -= wants[from];
                boolean can = can(free, wants, from + 1, min - 1);
                free[n] += wants[from];
                if (can) {
                    return true;
                }
            }
        }
        return can(free, wants, from + 1, min);
    }
}
