package dev.kerf.contest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.testbed.OnControlPlane;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Small contests on real control planes. Ours is raced by {@code kerf bench cluster}, which builds it first. */
@OnControlPlane
class TrialTest {
    private static final Path NO_KERF = Path.of("kerf");

    @ParameterizedTest
    @EnumSource(names = {"BARE", "KUBE_SCHEDULER"})
    void allPodsAreBoundAndEachCosts(Contender contender) throws Exception {
        Shape shape = new Shape("small", 4, 2, 30, false, false);
        Row row = new Trial(shape, contender, false, NO_KERF).run(1);
        assertThat(row.bound()).isEqualTo(30);
        assertThat(row.seconds()).isPositive();
        assertThat(row.p99Ms()).isGreaterThanOrEqualTo(row.p50Ms());
        if (contender == Contender.KUBE_SCHEDULER) {
            assertThat(row.writesPerPod()).isEqualTo(2, org.assertj.core.data.Offset.offset(0.1));
            assertThat(row.schedulerRssMib()).isPositive();
        }
    }

    @Test
    void podsThatAreThereBeforeCountFromTheLaunch() throws Exception {
        Shape shape = new Shape("small-fill", 4, 0, 32, true, false);
        Row row = new Trial(shape, Contender.KUBE_SCHEDULER, false, NO_KERF).run(1);
        assertThat(row.bound()).isEqualTo(32);
        // In whole microseconds, since both come from nanoseconds by another division.
        assertThat(Math.round(row.p99Ms() * 1e3)).isLessThanOrEqualTo(Math.round(row.seconds() * 1e6));
    }

    @Test
    void aGangWithoutRoomHasAVerdictAndNoBinding() throws Exception {
        Shape shape = new Shape("small-no", 2, 1, 16, false, true);
        Row row = new Trial(shape, Contender.KUBE_SCHEDULER, false, NO_KERF).run(1);
        assertThat(row.bound()).isZero();
        assertThat(row.seconds()).isPositive();
    }
}
