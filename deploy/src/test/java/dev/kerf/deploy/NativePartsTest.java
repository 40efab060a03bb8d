package dev.kerf.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machine code that comes in jars, and what it needs of the machine. */
class NativePartsTest {
    private static final String STAGE =
            Path.of(System.getProperty("kerf.root"), "cli/target/stage").toString();

    @TempDir
    private Path scratch = Path.of("");

    @Test
    void theDatabaseAndTlsOfThisMachine() throws Exception {
        Path folder = unpacked(System.getProperty("os.arch"));
        assertThat(files(folder))
                .hasSize(3)
                .anyMatch(file -> file.contains("duckdb"))
                .anyMatch(file -> file.contains("tcnative"))
                .anyMatch(file -> file.contains("epoll"));
        assertThat(SystemLibraries.under(folder).toString()).contains("libstdc++", "libgcc_s");
    }

    @Test
    void thoseOfAnotherMachineAreOthers() throws IOException {
        List<String> arm = files(unpacked("aarch64"));
        List<String> intel = files(unpacked("amd64"));
        assertThat(arm).hasSameSizeAs(intel).doesNotContainAnyElementsOf(intel);
    }

    private Path unpacked(String architecture) throws IOException {
        return NativeParts.unpacked(ImageMain.jars(STAGE).toList(), architecture, scratch);
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
