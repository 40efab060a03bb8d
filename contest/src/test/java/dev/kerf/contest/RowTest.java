package dev.kerf.contest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Figures of runs, their medians, and what they are held against. */
class RowTest {
    private static Row row(String shape, Contender contender, int run, double seconds) {
        double rate = 4000 / seconds;
        return new Row(shape, contender.word(), run, 4000, 500, 4000, seconds, rate, rate, 1, 2, 1, 100, 2);
    }

    @Test
    void theMedianOfEachFigureStandsForTheRuns() {
        List<Row> medians = Row.medians(List.of(
                row("fill-500", Contender.KERF, 1, 9),
                row("fill-500", Contender.KERF, 2, 4),
                row("fill-500", Contender.KERF, 3, 5),
                row("fill-500", Contender.BARE, 1, 2),
                row("fill-500", Contender.BARE, 2, 4)));
        assertThat(medians).extracting(Row::seconds).containsExactly(5.0, 3.0);
    }

    @Test
    void aTargetIsMetByTheRatioOfMedians() {
        List<Target> targets = Target.of(List.of(
                row("fill-500", Contender.KUBE_SCHEDULER, 0, 8),
                row("fill-500", Contender.KERF, 0, 5),
                row("fill-500", Contender.BARE, 0, 2)));
        assertThat(targets).extracting(Target::found).containsExactly(1.6, 0.4);
        assertThat(targets).extracting(Target::met).containsExactly(true, false);
    }

    @Test
    void whatWasNotBoundMeetsNoTarget() {
        Row none = row("gang-512", Contender.KERF, 0, Double.NaN);
        List<Target> targets = Target.of(List.of(none, row("gang-512", Contender.KUBE_SCHEDULER, 0, 3)));
        assertThat(targets).extracting(Target::what).anyMatch(what -> what.startsWith("gang-512: seconds"));
        assertThat(targets).noneMatch(Target::met);
    }

    @Test
    void anAnswerInChunksEndsWhereItEnds() throws Exception {
        String wire = "4\r\nkerf\r\n3\r\nis!\r\n0\r\n\r\nHTTP/1.1 200 OK";
        var in = new ByteArrayInputStream(wire.getBytes(StandardCharsets.US_ASCII));
        assertThat(new String(Body.chunked(in).readAllBytes(), StandardCharsets.US_ASCII))
                .isEqualTo("kerfis!");
        assertThat(in.readAllBytes()).startsWith("HTTP/1.1".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void howLongTheRestTakesIsToldAtThePaceSoFar() {
        assertThat(Contest.left(0, 42, 0)).isEqualTo(" (1 of 42)");
        assertThat(Contest.left(2, 42, 50)).isEqualTo(" (3 of 42, some 17 min to go)");
    }
}
