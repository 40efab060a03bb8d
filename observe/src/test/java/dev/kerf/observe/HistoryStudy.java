package dev.kerf.observe;

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
 * How fast the samples of a large cluster are taken in and read again, and in how much memory. Run by {@code ./build
 * history}; each phase is a process of its own with a heap of 512 MiB.
 */
class HistoryStudy {
    private static final int CONTAINERS = Integer.getInteger("kerf.history.containers", 10_000);
    private static final int DAYS = Integer.getInteger("kerf.history.days", 14);
    private static final int MOST_SECONDS = Integer.getInteger("kerf.history.seconds", 15);
    private static final int MOST_MEBIBYTES = 1024;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void allOfItIsReadInTimeAndInLittleMemory() throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        lines.add("%,d containers, %d days of 5 minutes, 4 signals: %,d samples; %d processors"
                .formatted(
                        CONTAINERS,
                        DAYS,
                        4L * 288 * CONTAINERS * DAYS,
                        Runtime.getRuntime().availableProcessors()));
        for (String phase : List.of("put", "read", "sizes", "ask")) {
            lines.addAll(run(phase).lines().toList());
        }
        Path findings = Path.of(System.getProperty("kerf.root"), "target", "history.txt");
        Files.createDirectories(findings.resolveSibling(""));
        Files.write(findings, lines);
        String read = lines.stream()
                .filter(line -> line.startsWith("read ") && line.contains("MiB"))
                .findFirst()
                .orElseThrow();
        // Other work on the machine takes time from it, but none of its processor time.
        assertThat(number(read, " s of processor time")).as(read).isLessThanOrEqualTo(MOST_SECONDS);
        assertThat(number(read, " MiB of memory")).as(read).isLessThanOrEqualTo(MOST_MEBIBYTES);
    }

    /** The number that stands before a unit. */
    private static double number(String line, String unit) {
        String before = line.substring(0, line.indexOf(unit)).strip();
        return Double.parseDouble(before.substring(before.lastIndexOf(' ') + 1));
    }

    private String run(String phase) throws IOException, InterruptedException {
        Path file = folder.resolve(phase.equals("ask") ? "asked.duckdb" : "history.duckdb");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseCompactObjectHeaders",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HistoryLoad.class.getName(),
                        phase,
                        file.toString(),
                        Integer.toString(CONTAINERS),
                        Integer.toString(DAYS))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
