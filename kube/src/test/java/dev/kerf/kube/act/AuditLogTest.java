package dev.kerf.kube.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log in which nothing can be changed unseen. */
class AuditLogTest {
    private static final Instant AT = Instant.parse("2026-11-30T12:00:00Z");

    @TempDir
    private Path folder = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void write() {
        file = folder.resolve("audit.jsonl");
        for (int i = 1; i <= 4; i++) {
            new AuditLog(file).add(AT, "begins", Map.of("policy", "p", "advice", "R01-" + i, "number", i));
        }
    }

    private List<String> lines() throws IOException {
        return new ArrayList<>(Files.readAllLines(file));
    }

    private String verified(List<String> lines) throws IOException {
        return AuditLog.verify(Files.write(file, lines));
    }

    @Test
    void whatNobodyTouchedIsWhole() throws IOException {
        assertThat(AuditLog.verify(file)).isEmpty();
        assertThat(lines()).hasSize(4).allMatch(line -> line.matches(".*\"before\":\"[0-9a-f]{64}\"}"));
    }

    @Test
    void aLineThatWasChangedIsNamedByTheOneAfterIt() throws IOException {
        List<String> lines = lines();
        lines.set(1, lines.get(1).replace("\"number\":2", "\"number\":7"));
        assertThat(verified(lines)).startsWith("line 3 of " + file + " does not follow the one before it");
    }

    @Test
    void aLineThatIsMissingIsFound() throws IOException {
        List<String> lines = lines();
        lines.remove(0);
        assertThat(verified(lines)).startsWith("line 1 of ");
    }

    @Test
    void aLineInBetweenIsFound() throws IOException {
        List<String> lines = lines();
        lines.add(2, "{\"at\":\"now\"}");
        assertThat(verified(lines)).startsWith("line 3 of ").contains("it names none");
    }

    @Test
    void whatACrashLeftOfALineIsCutOffByTheNext() throws IOException {
        Files.writeString(file, "{\"at\":\"20", StandardOpenOption.APPEND);
        assertThat(AuditLog.verify(file)).startsWith("line 5 of ");
        new AuditLog(file).add(AT, "done", Map.of());
        assertThat(AuditLog.verify(file)).isEmpty();
        assertThat(lines()).hasSize(5);
    }

    @Test
    void severalMayWriteAtOnce() throws IOException {
        IntStream.range(0, 40).parallel().forEach(i -> new AuditLog(file)
                .add(AT, "begins", Map.of("policy", "p", "advice", "R04-" + i)));
        assertThat(AuditLog.verify(file)).isEmpty();
        Book book = new Book();
        new AuditLog(file).begun(book);
        assertThat(book.lately("p", AT)).isEqualTo(44);
        assertThat(book.lately("other", AT)).isZero();
    }

    @Test
    void whatWasNotBegunAfterAllAndWhatAKilledProcessBeganAnewCountsOnce() {
        AuditLog log = new AuditLog(file);
        log.add(AT.plusSeconds(1), "begins", Map.of("policy", "p", "advice", "R04-a"));
        log.add(AT.plusSeconds(1), "not-begun", Map.of("advice", "R04-a"));
        log.add(AT.plusSeconds(2), "begins", Map.of("policy", "p", "advice", "R01-1"));
        Book book = new Book();
        log.begun(book);
        assertThat(book.lately("p", AT)).isEqualTo(4);
        log.add(AT.plusSeconds(3), "not-begun", Map.of("advice", "R01-1"));
        Book after = new Book();
        log.begun(after);
        assertThat(after.lately("p", AT)).as("the first time it was begun").isEqualTo(4);
    }
}
