package dev.kerf.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What {@code ./build faults} prints in the end. */
final class FaultReport {
    private FaultReport() {}

    static void write(String line) throws IOException {
        Path report = Path.of(System.getProperty("kerf.root", ".."), "target", "faults.txt");
        Files.createDirectories(report.toAbsolutePath().getParent());
        Files.write(report, (line + "\n").getBytes(UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
