package dev.kerf.sim.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.sim.generate.Workload;
import dev.kerf.sim.openb.OpenbTrace;
import dev.kerf.sim.replay.FragmentationCurve;
import dev.kerf.sim.replay.Lineup;
import dev.kerf.sim.replay.Optimum;
import dev.kerf.sim.replay.Replay;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** The page is whole, needs nothing from elsewhere, and shows the figures it was given. */
class ReportTest {
    private static final OpenbTrace TRACE = Workload.trace(1);
    private static final Optimum OPTIMUM = Optimum.of(TRACE);
    private static final List<Run> RUNS = List.of(run("kerf"), run("bestfit"));

    private static Run run(String policy) {
        FragmentationCurve curve = new FragmentationCurve(TRACE.arrivals());
        return new Run(policy, Replay.play(TRACE, Lineup.policy(policy, TRACE.arrivals()), curve), curve.values());
    }

    private static Document parsed(String html) throws Exception {
        String xml = html.replaceFirst("(?s)^<!doctype html>", "");
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    @Test
    void isWellFormedAndHasAPictureForEachQuestion() throws Exception {
        Document page = parsed(new Report("two policies", RUNS, OPTIMUM).html());
        assertThat(page.getElementsByTagName("svg").getLength()).isEqualTo(4);
        assertThat(page.getElementsByTagName("polyline").getLength()).isEqualTo(4);
    }

    @Test
    void showsEachFigure() {
        String html = new Report("two policies", RUNS, OPTIMUM).html();
        for (Run run : RUNS) {
            assertThat(html).contains(String.format(Locale.ROOT, "%.2f %%", run.at(100)));
            assertThat(html).contains(String.format(Locale.ROOT, "%,.1f", run.gpus(100)));
        }
        assertThat(html)
                .contains(String.format(Locale.ROOT, "%,.1f", OPTIMUM.at100().gpus()));
    }

    @Test
    void needsNothingFromElsewhere() {
        assertThat(new Report("two policies", RUNS, OPTIMUM).html()).doesNotContain("http", "src=", "@import", "url(");
    }

    @Test
    void aTitleCannotBreakOutOfThePage() throws Exception {
        String title = "<script>alert(1)</script> & \"x\"";
        Document page = parsed(new Report(title, RUNS.subList(0, 1), OPTIMUM).html());
        assertThat(page.getElementsByTagName("script").getLength()).isZero();
        assertThat(page.getElementsByTagName("title").item(0).getTextContent()).isEqualTo(title);
    }

    @Test
    void whatIsLeftOfAModelIsWholeCardsAndParts() {
        Run run = RUNS.getFirst();
        double left = run.left().values().stream()
                .mapToDouble(l -> l.whole() + l.parts())
                .sum();
        double allocated = TRACE.capacity() / 1000.0 - left;
        assertThat(allocated / TRACE.capacity() * 100_000)
                .isCloseTo(run.at(130), org.assertj.core.data.Offset.offset(0.02));
    }
}
