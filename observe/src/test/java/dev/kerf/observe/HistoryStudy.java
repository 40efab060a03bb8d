package dev.kerf.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.testbed.PostgreSql;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How fast the samples of a large cluster are taken in and read again, and in how much memory. Run by {@code ./build
 * history}; each phase is a process of its own with a heap of 512 MiB. PostgreSQL's own memory is not counted.
 */
class HistoryStudy {
    private static final int CONTAINERS = Integer.getInteger("kerf.history.containers", 10_000);
    private static final int DAYS = Integer.getInteger("kerf.history.days", 14);
    private static final int MOST_SECONDS = Integer.getInteger("kerf.history.seconds", 15);
    private static final int MOST_MEBIBYTES = 1024;
    /** {@code duckdb} or {@code postgresql}: a fresh server of this machine's. */
    private static final String KEPT_IN = System.getProperty("kerf.history.store", "duckdb");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void allOfItIsReadInTimeAndInLittleMemory() throws IOException, InterruptedException {
        if (KEPT_IN.equals("postgresql")) {
            Optional<PostgreSql> server = PostgreSql.start("the study on PostgreSQL");
            Assumptions.assumeTrue(server.isPresent(), "no PostgreSQL can be started here; why is printed");
            try (PostgreSql running = server.get()) {
                all(running.fresh(), running.fresh());
            }
        } else {
            all(
                    folder.resolve("history.duckdb").toString(),
                    folder.resolve("asked.duckdb").toString());
        }
    }

    private static void all(String kept, String asked) throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        lines.add("%,d containers, %d days of 5 minutes, 4 signals: %,d samples, in %s; %d processors"
                .formatted(
                        CONTAINERS,
                        DAYS,
                        4L * 288 * CONTAINERS * DAYS,
                        KEPT_IN,
                        Runtime.getRuntime().availableProcessors()));
        for (String phase : List.of("put", "read", "sizes", "ask")) {
            lines.addAll(run(phase, phase.equals("ask") ? asked : kept).lines().toList());
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

    private static String run(String phase, String location) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseCompactObjectHeaders",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HistoryLoad.class.getName(),
                        phase,
                        location,
                        Integer.toString(CONTAINERS),
                        Integer.toString(DAYS))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
