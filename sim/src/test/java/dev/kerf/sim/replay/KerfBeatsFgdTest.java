package dev.kerf.sim.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.sim.contender.Contender;
import dev.kerf.sim.openb.OpenbFolder;
import dev.kerf.sim.openb.OpenbPod;
import dev.kerf.sim.openb.SharedTrace;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** On every trace the kerf policy allocates more than FGD when as much has arrived as there is. */
class KerfBeatsFgdTest {
    static final List<String> TRACES = OpenbFolder.TRACES;

    @ParameterizedTest
    @FieldSource("TRACES")
    void moreIsAllocatedAndNoKindOfPodPaysForIt(String trace) {
        List<OpenbPod> pods = SharedTrace.pods(trace);
        Played kerf = Replay.play(SharedTrace.trace(trace, 42), Lineup.policy("kerf", pods));
        Played fgd = Replay.play(SharedTrace.trace(trace, 42), Contender.FGD.policy(pods));
        assertThat(kerf.allocation()[100]).isGreaterThan(fgd.allocation()[100]);
        assertThat(kerf.failed(OpenbPod.Kind.CPU)).isLessThanOrEqualTo(fgd.failed(OpenbPod.Kind.CPU));
    }
}
