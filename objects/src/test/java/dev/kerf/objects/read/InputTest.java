package dev.kerf.objects.read;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kerf.objects.ClusterReader;
import dev.kerf.objects.Given;
import dev.kerf.objects.ReadResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where objects come from: files, directories, standard input, packed or not, in lists or alone. */
class InputTest {
    private static final String POD = "{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"name\": \"%s\"}}";

    @TempDir
    private Path directory;

    private static String yaml(String name) {
        return "apiVersion: v1\nkind: Pod\nmetadata:\n  name: " + name + "\n";
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    private static ReadResult read(String... paths) {
        return ClusterReader.read(List.of(paths), Given.OPTIONS, InputStream.nullInputStream());
    }

    private static List<String> names(String... paths) {
        return new Given(read(paths)).pendingNames();
    }

    private static List<String> piped(byte[] bytes) {
        return new Given(ClusterReader.read(List.of("-"), Given.OPTIONS, new ByteArrayInputStream(bytes)))
                .pendingNames();
    }

    @Test
    void aDirectoryIsReadInTheOrderOfItsNames() throws IOException {
        write("b.yml", yaml("b"));
        write("a.yaml", yaml("a") + "---\n" + yaml("a2"));
        write("c.json", POD.formatted("c"));
        write("notes.txt", "not an object");
        Files.createDirectory(directory.resolve("deeper.yaml"));
        assertThat(names(directory.toString())).containsExactly("a", "a2", "b", "c");
    }

    @Test
    void jsonMayHoldSeveralDocumentsListsAndArrays() throws IOException {
        String text = POD.formatted("a") + "\n" + POD.formatted("b") + "{\"kind\": \"List\", \"items\": ["
                + POD.formatted("c") + ", {\"kind\": \"List\", \"items\": [" + POD.formatted("d") + "]}]} ["
                + POD.formatted("e") + "]";
        assertThat(names(write("many.json", text))).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void itemsOfATypedListNeedNoKindWhereverItIsWritten() throws IOException {
        String first = "{\"kind\": \"PodList\", \"items\": [{\"metadata\": {\"name\": \"a\"}}]}";
        String last = "{\"items\": [{\"metadata\": {\"name\": \"b\"}}], \"kind\": \"PodList\"}";
        assertThat(names(write("first.json", first), write("last.json", last))).containsExactly("a", "b");
    }

    @Test
    void standardInputIsKnownByItsFirstCharacter() {
        assertThat(piped(POD.formatted("a").getBytes(UTF_8))).containsExactly("a");
        assertThat(piped(("# a comment\n" + yaml("b")).getBytes(UTF_8))).containsExactly("b");
    }

    @Test
    void packedInputIsUnpacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(yaml("a").getBytes(UTF_8));
        }
        Files.write(directory.resolve("a.yaml.gz"), packed.toByteArray());
        assertThat(names(directory.toString())).containsExactly("a");
        assertThat(piped(packed.toByteArray())).containsExactly("a");
    }

    @Test
    void whatPowerShellRedirectsIsRead() {
        assertThat(piped(("\ufeff" + yaml("a")).getBytes(UTF_16LE))).containsExactly("a");
        assertThat(piped(("\ufeff" + yaml("b")).getBytes(UTF_8))).containsExactly("b");
    }

    @Test
    void theSecondOfTwoObjectsWithOneNameIsLeftOutAndBothPlacesAreNamed() throws IOException {
        String first = write("first.yaml", yaml("a"));
        String second = write("second.yaml", "\n" + yaml("a"));
        ReadResult result = read(first, second);
        assertThat(result.cluster().pending()).hasSize(1);
        assertThat(result.warnings())
                .containsExactly(
                        new Warning(second, 2, "Pod a", "is given already at " + first + ":1; this one is left out"));
    }

    @Test
    void aFileThatIsNotThereIsFatal() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> read("/no/such/file.yaml"))
                .withMessage("file /no/such/file.yaml cannot be read: no such file; check its path and rights");
    }

    @Test
    void aDirectoryWithoutObjectsIsFatal() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> read(directory.toString()))
                .withMessage("directory " + directory
                        + " has no file *.yaml, *.yml or *.json; name one that has, or the files themselves");
    }

    @Test
    void aPathThatIsNoneIsFatal() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> read("\0"))
                .withMessageEndingWith("is not a path; give a file, a directory or -");
    }

    @Test
    void anInputWithoutObjectsIsFatal() throws IOException {
        String empty = write("empty.yaml", "---\n# nothing\n---\n");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> read(empty))
                .withMessage("no Kubernetes object found in " + empty
                        + ": give the output of kubectl get nodes,pods -A -o yaml");
        String broken = write("broken.yaml", "{a: [");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> read(broken))
                .withMessageStartingWith(
                        "no Kubernetes object found in " + broken + ": " + broken + ":2: is not YAML: ");
    }
}
