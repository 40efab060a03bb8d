package dev.kerf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long all advice about a large cluster takes, with its measurements read from the embedded store, and in how much memory.
 * Run by {@code ./build advice}; each phase is a process of its own.
 */
class AdviceStudy {
    private static final int CONTAINERS = Integer.getInteger("kerf.advice.containers", 10_000);
    private static final int DAYS = Integer.getInteger("kerf.advice.days", 14);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void adviceOfALargeClusterIsMade() throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        for (String phase : List.of("put", "advise")) {
            lines.addAll(run(phase).lines().toList());
        }
        Path findings = Path.of(System.getProperty("kerf.root"), "target", "advice.txt");
        Files.createDirectories(findings.resolveSibling(""));
        Files.write(findings, lines);
        assertThat(lines).anyMatch(line -> line.startsWith("advise "));
    }

    private String run(String phase) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx700m",
                        "-XX:+UseCompactObjectHeaders",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AdviceLoad.class.getName(),
                        phase,
                        folder.resolve("advice.duckdb").toString(),
                        Integer.toString(CONTAINERS),
                        Integer.toString(DAYS))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
