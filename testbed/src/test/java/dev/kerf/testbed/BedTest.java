package dev.kerf.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the script says on a machine that has nothing, and what it never touches. */
class BedTest {
    @TempDir
    Path folder;

    @Test
    void saysWhichTestsDoNotRunWithoutPrograms() {
        Outcome outcome = bed("programs", "--where");
        assertThat(outcome.exit()).isEqualTo(3);
        assertThat(outcome.err()).contains("every test on a control plane", "To get them: testbed/bed programs");
        assertThat(ProgramsMissing.told(outcome.err())).hasMessageStartingWith("need a real Kubernetes; ");
    }

    @Test
    void startsNothingWithoutPrograms() {
        Path plane = folder.resolve("plane");
        assertThat(bed("up", plane.toString()).exit()).isEqualTo(3);
        assertThat(plane).doesNotExist();
    }

    @Test
    void oneLineCountsTheTestsThatDidNotRun() {
        ProgramsMissing missing = ProgramsMissing.told("bed: runc is missing");
        assertThat(ControlPlaneExtension.notRun(BedTest.class, missing))
                .isEqualTo("not run: 6 tests of BedTest cannot run here: runc is missing");
    }

    @Test
    void leavesAFolderAloneThatHoldsNoBed() throws IOException {
        Path precious = Files.writeString(folder.resolve("precious"), "");
        assertThat(bed("down", folder.toString()).exit()).isEqualTo(2);
        assertThat(precious).exists();
    }

    @Test
    void endsNoProcessThatIsNotItsOwn() throws IOException {
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            Path settings = Files.writeString(folder.resolve("settings"), "api=1\n");
            Files.writeString(folder.resolve("etcd.pid"), stranger.pid() + "\n");
            assertThat(bed("down", folder.toString()).exit()).isZero();
            assertThat(settings).doesNotExist();
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroy();
        }
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThat(bed("fly").err()).startsWith("bed: unknown command: fly; see testbed/bed --help");
        assertThat(bed("up", "--wings").exit()).isEqualTo(2);
        assertThat(bed("programs", "docker").exit()).isEqualTo(2);
    }

    private Outcome bed(String... arguments) {
        List<String> words = new ArrayList<>(List.of("sh", System.getProperty("kerf.root") + "/testbed/bed"));
        words.addAll(List.of(arguments));
        String nothing = folder.resolve("nothing").toString();
        return new Command(words, Map.of("KUBE_API_TEST_DIR", nothing)).run(Duration.ofMinutes(1));
    }
}
