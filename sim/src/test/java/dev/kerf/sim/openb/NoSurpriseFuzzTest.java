package dev.kerf.sim.openb;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.kerf.sim.trace.TraceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Whatever a trace file holds, it is read or refused in a sentence. Without {@code JAZZER_FUZZ=1} the seeds beside this
 * class are replayed; with it new input is searched for.
 */
class NoSurpriseFuzzTest {
    @FuzzTest(maxDuration = "1m")
    void nodeLists(byte[] bytes) throws IOException {
        assertReads(bytes, OpenbFiles::nodes);
    }

    @FuzzTest(maxDuration = "1m")
    void podLists(byte[] bytes) throws IOException {
        assertReads(bytes, OpenbFiles::pods);
    }

    @FuzzTest(maxDuration = "1m")
    void orders(byte[] bytes) throws IOException {
        assertReads(bytes, file -> new OrderFile(file).seeds());
    }

    private static void assertReads(byte[] bytes, Consumer<Path> reader) throws IOException {
        Path file = Files.createTempFile("trace", ".csv");
        try {
            Files.write(file, bytes);
            reader.accept(file);
        } catch (TraceException refused) {
            assertThat(refused).message().isNotBlank();
        } finally {
            Files.delete(file);
        }
    }
}
