package dev.kerf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.plan.Decision;
import dev.kerf.core.plan.Plan;
import dev.kerf.objects.cycle.CycleFile;
import dev.kerf.objects.cycle.CycleFolder;
import dev.kerf.objects.cycle.SavedCycle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cycles saved by one command and decided again by another. */
class ReplayCommandTest {
    private static final Path ROOT = Path.of(System.getProperty("kerf.root"));
    private static final String EXAMPLE = ROOT.resolve("examples/cluster.yaml").toString();

    @TempDir
    private Path folder;

    private Path saved() throws IOException {
        Kerf.run("plan", "-f", EXAMPLE, "--trace", folder.toString());
        return CycleFolder.files(folder).getFirst();
    }

    @Test
    void aPlanIsTheSameAgain() {
        Kerf plan = Kerf.run("plan", "-f", EXAMPLE, "--rounds", "2", "--trace", folder.toString());
        assertThat(plan.code()).isZero();
        assertThat(plan.out())
                .isEqualTo(Kerf.run("plan", "-f", EXAMPLE, "--rounds", "2").out());
        Kerf replay = Kerf.run("replay", folder.toString());
        assertThat(replay.code()).as(replay.out() + replay.err()).isZero();
        assertThat(replay.out()).endsWith("2 the same, 0 different\n");
    }

    /**
     * A cycle of an earlier build: its format is still read, and it is still decided the same. Where a decision is meant to
     * become another, {@code ./kerf plan -f examples/cluster.yaml --trace DIR} makes the file anew.
     */
    @Test
    void aCycleOfAnEarlierBuildIsDecidedTheSame() {
        Path file = ROOT.resolve("cli/src/test/resources/dev/kerf/cli/cycle.json.gz");
        Kerf replay = Kerf.run("replay", file.toString());
        assertThat(replay.code()).as(replay.out() + replay.err()).isZero();
        assertThat(replay.out()).endsWith("1 the same, 0 different\n");
    }

    @Test
    void whatDiffersIsSaid() throws IOException {
        Path file = saved();
        SavedCycle cycle = CycleFile.read(file);
        List<Decision> decisions = new ArrayList<>(cycle.plan().decisions());
        Decision lost = decisions.removeFirst();
        Plan other = new Plan(decisions, cycle.plan().warnings());
        CycleFile.write(
                new SavedCycle(
                        "kerf 0",
                        cycle.scheduler(),
                        1,
                        cycle.seed(),
                        cycle.outlook(),
                        cycle.conduct(),
                        cycle.cluster(),
                        other),
                file);
        Kerf replay = Kerf.run("replay", file.toString());
        assertThat(replay.code()).isEqualTo(1);
        assertThat(replay.out())
                .contains(
                        "saved by kerf 0:\n  pod " + lost.task() + "\n    saved: nothing\n    now:   ",
                        lost.reason().message(),
                        "0 the same, 1 different");
        assertThat(Kerf.run("replay", file.toString(), "-o", "json").out())
                .contains("\"same\" : false", "\"about\" : \"pod " + lost.task() + "\"", "\"different\" : 1");
    }

    @Test
    void aFileThatCannotBeReadLosesNoOther() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\"kerfCycle\":99}");
        Kerf replay = Kerf.run("replay", broken.toString(), saved().toString());
        assertThat(replay.code()).isEqualTo(2);
        assertThat(replay.err()).contains("broken.json has format 99");
        assertThat(replay.out()).contains("1 the same, 0 different");
    }

    @Test
    void anEmptyFolderAndNoneAtAllAreRefused() {
        Kerf empty = Kerf.run("replay", folder.toString());
        assertThat(empty.code()).isEqualTo(2);
        assertThat(empty.err()).contains("holds no saved cycles");
        assertThat(Kerf.run("replay").err()).contains("Missing required parameter");
        assertThat(Kerf.run("plan", "-f", EXAMPLE, "--trace", folder.toString(), "--trace-keep", "0")
                        .err())
                .contains("--trace-keep is 0; it must be at least 1");
    }
}
