package dev.kerf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.contest.Row;
import dev.kerf.contest.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code kerf bench cluster} says what it does not know, and prints what it found. */
class BenchClusterTest {
    private static Row row(String contender, double seconds, int bound) {
        return new Row("gang-512", contender, 1, 512, 500, bound, seconds, 512 / seconds, 1, 2, 3, 4, 5, 1.004);
    }

    @Test
    void anUnknownShapeOrContenderIsNamedBesideThoseThereAre() {
        Kerf shape = Kerf.run("bench", "cluster", "--shapes", "fill-500,round");
        assertThat(shape.code()).isEqualTo(2);
        assertThat(shape.err()).contains("there is no shape round; there are [fill-500,");
        Kerf contender = Kerf.run("bench", "cluster", "--contenders", "volcano");
        assertThat(contender.code()).isEqualTo(2);
        assertThat(contender.err()).contains("there is no contender volcano");
        assertThat(Kerf.run("bench", "cluster", "--runs", "0").code()).isEqualTo(2);
    }

    @Test
    void theTableSetsEachBesideKubeScheduler() {
        var document = new ContestDocument(List.of(row("kube-scheduler", 3, 512), row("kerf", 1.5, 512)), List.of());
        assertThat(document.table())
                .contains("| gang-512 | kube-scheduler | 171 | 1.00 |")
                .contains("| gang-512 | kerf | 341 | 2.00 |");
    }

    @Test
    void whoDidNotFinishIsSaidToHaveBoundSoMany() {
        var document = new ContestDocument(List.of(row("kerf", Double.NaN, 7)), List.of());
        assertThat(document.table()).contains("bound 7 of 512");
        assertThat(document.json()).contains("\"seconds\" : null").contains("\"bound\" : 7");
    }

    @Test
    void aTargetIsPrintedWithItsBar() {
        var document = new ContestDocument(List.of(), List.of(new Target("writes", 1.2, 1.1, false)));
        assertThat(document.table()).contains("| writes | ≤ 1.10 | 1.20 | missed |");
    }
}
