package dev.kerf.sim.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.snapshot.Workspace;
import dev.kerf.sim.generate.Workload;
import dev.kerf.sim.openb.OpenbTrace;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Moving a few lets in some who would have failed, and loses nobody. */
class MigrationTest {
    private static Played play(OpenbTrace trace, String policy, int migrations) {
        return Replay.play(
                trace, Lineup.policy(policy, trace.arrivals()), migrations, (served, percent, node, workspace) -> {});
    }

    private static long standing(Played played) {
        return IntStream.range(0, played.trace().arrivals().size())
                .filter(task -> played.end().nodeOf(task) != Workspace.NOWHERE)
                .count();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bestfit", "fgd", "kerf"})
    void moreIsAllocatedWhenSomeMayBeMoved(String policy) {
        OpenbTrace trace = Workload.trace(3);
        Played still = play(trace, policy, 0);
        Played moving = play(trace, policy, 2);
        assertThat(still.moved()).isZero();
        assertThat(moving.moved()).isPositive();
        assertThat(moving.allocation()[100]).isGreaterThan(still.allocation()[100]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bestfit", "kerf"})
    void whoeverWasPlacedStillStandsAtTheEnd(String policy) {
        Played moving = play(Workload.trace(5), policy, 4);
        assertThat(moving.moved()).isPositive();
        assertThat(standing(moving)).isEqualTo(moving.placements());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bestfit", "kerf"})
    void noCardHoldsMoreThanItself(String policy) {
        Workspace end = play(Workload.trace(7), policy, 4).end();
        for (int node = 0; node < end.snapshot().nodeCount(); node++) {
            int first = end.snapshot().firstDevice(node);
            for (int device = first; device < first + end.snapshot().deviceCount(node); device++) {
                assertThat(end.deviceFree(device)).isNotNegative();
            }
            for (int d = 0; d < end.snapshot().dimensions().count(); d++) {
                assertThat(end.free(node, d)).isNotNegative();
            }
        }
    }
}
