package dev.kerf.sim.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.sim.contender.Contender;
import dev.kerf.sim.openb.OpenbPod;
import dev.kerf.sim.openb.OpenbTrace;
import dev.kerf.sim.openb.PublishedCurves;
import dev.kerf.sim.openb.SharedTrace;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fragmentation, measured node by node as they change, gives the authors' curves. */
class FragmentationCurveTest {
    @ParameterizedTest
    @CsvSource({"FGD,default", "BESTFIT,default", "FGD,gpuspec33"})
    void everyColumnIsTheAuthors(Contender contender, String trace) {
        PublishedCurves published = SharedTrace.folder().publishedFragmentation();
        List<OpenbPod> pods = SharedTrace.pods(trace);
        OpenbTrace played = SharedTrace.trace(trace, 42);
        FragmentationCurve curve = new FragmentationCurve(pods);
        Replay.play(played, contender.policy(pods), curve);
        double[] expected = published.curve(trace, contender.published(), 42);
        assertThat(curve.values()).containsExactly(expected);
    }
}
