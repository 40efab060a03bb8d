package dev.kerf.objects.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerf.objects.read.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Saved cycles on disk, whole and damaged. */
class CycleFileTest {
    @TempDir
    private Path folder;

    private static SavedCycle any(long number) {
        SavedCycle any = new AnyRecord(new Random(number)).of(SavedCycle.class);
        return new SavedCycle("kerf 1", "kerf", number, 7, any.outlook(), any.conduct(), any.cluster(), any.plan());
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("given.json"), text);
    }

    private static void refused(ThrowingCallable reading, String... parts) {
        assertThatThrownBy(reading).isInstanceOf(InputException.class).hasMessageContainingAll(parts);
    }

    @Test
    void isReadZippedAndUnzipped() throws IOException {
        Path zipped = folder.resolve("a.json.gz");
        CycleFile.write(any(1), zipped);
        assertThat(CycleFile.read(zipped)).isEqualTo(any(1));
        try (InputStream in = new GZIPInputStream(Files.newInputStream(zipped))) {
            Path plain = file(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            assertThat(CycleFile.read(plain)).isEqualTo(any(1));
        }
    }

    @Test
    void equalCyclesAreEqualFiles() throws IOException {
        CycleFile.write(any(1), folder.resolve("a"));
        CycleFile.write(any(1), folder.resolve("b"));
        assertThat(folder.resolve("a")).hasSameBinaryContentAs(folder.resolve("b"));
    }

    @Test
    void anotherFormatIsRefusedWithWhoWroteIt() throws IOException {
        Path file = file("{\"kerfCycle\":2,\"savedBy\":\"kerf 9.9\",\"what\":{}}");
        refused(() -> CycleFile.read(file), "given.json has format 2, this Kerf reads format 1", "(kerf 9.9)");
    }

    @Test
    void whatIsNoCycleIsRefused() throws IOException {
        Path other = file("{\"kind\":\"Pod\"}");
        refused(() -> CycleFile.read(other), "is not a saved cycle; kerf up --trace");
        Path text = folder.resolve("text");
        Files.writeString(text, "hello");
        refused(() -> CycleFile.read(text), "text is not a saved cycle: ");
        refused(() -> CycleFile.read(folder.resolve("none")), "none is not there");
    }

    @Test
    void aFileThatIsCutOffIsRefused() throws IOException {
        Path whole = folder.resolve("whole.json.gz");
        CycleFile.write(any(1), whole);
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(folder.resolve("cut.json.gz"), Arrays.copyOf(bytes, bytes.length / 2));
        refused(() -> CycleFile.read(cut), "cut.json.gz");
    }

    @Test
    void wrongValuesAreNamedByTheirField() throws IOException {
        Path colour = file("{\"kerfCycle\":1,\"cluster\":{\"nodes\":[{\"name\":\"a\",\"colour\":1}]}}");
        refused(() -> CycleFile.read(colour), "given.json: cluster.nodes[0].colour: is not known to this Kerf");
        Path count = file("{\"kerfCycle\":1,\"cluster\":{\"nodes\":[{\"gpus\":{\"count\":\"many\"}}]}}");
        refused(() -> CycleFile.read(count), "cluster.nodes[0].gpus.count: “many” is not a number");
        Path need = file("{\"kerfCycle\":1,\"cluster\":{\"pending\":[{\"need\":{\"gpu\":{\"is\":\"Half\"}}}]}}");
        refused(() -> CycleFile.read(need), "cluster.pending[0].need.gpu.is: “Half” is not known", "GpuNeed");
        Path nothing = file("{\"kerfCycle\":1}");
        refused(() -> CycleFile.read(nothing), "lacks its outlook");
        Path flat = file("{\"kerfCycle\":1,\"cluster\":{\"nodes\":3}}");
        refused(() -> CycleFile.read(flat), "cluster.nodes: must be a list");
    }

    @Test
    void theFolderKeepsTheLastOnes() throws IOException {
        CycleFolder cycles = new CycleFolder(folder.resolve("new/traces"), 2);
        SavedCycle any = any(1);
        for (int number = 1; number <= 4; number++) {
            cycles.save(new SavedCycle(
                    "kerf 1", "kerf", number, 7, any.outlook(), any.conduct(), any.cluster(), any.plan()));
        }
        assertThat(CycleFolder.files(folder.resolve("new/traces")))
                .extracting(f -> f.getFileName().toString().replaceAll(".*-0*(\\d+)\\.json\\.gz", "$1"))
                .containsExactly("3", "4");
    }
}
