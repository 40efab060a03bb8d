package dev.kerf.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A dump of a large cluster is read one object at a time; {@link #main} does the same at full size and says how long. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LargeDumpTest {
    private static final long MEGABYTE = 1_000_000;

    @TempDir
    private Path directory;

    @Test
    void everyPodOfALargeJsonDumpIsRead() throws IOException {
        Path file = directory.resolve("dump.json");
        int pods = LargeDump.json(file, 20 * MEGABYTE);
        assertThat(read(file).cluster().placed()).hasSize(pods);
    }

    @Test
    void everyPodOfALargeYamlDumpIsRead() throws IOException {
        Path file = directory.resolve("dump.yaml");
        int pods = LargeDump.yaml(file, 20 * MEGABYTE);
        ReadResult result = read(file);
        assertThat(result.cluster().placed()).hasSize(pods);
        assertThat(result.cluster().nodes()).hasSize(1000);
        assertThat(result.warnings()).isEmpty();
    }

    private static ReadResult read(Path file) {
        return ClusterReader.read(List.of(file.toString()), Given.OPTIONS, InputStream.nullInputStream());
    }

    /** Reads 100 MB of each kind, or as many megabytes as the argument says. */
    public static void main(String... args) throws IOException {
        long bytes = (args.length == 0 ? 100 : Long.parseLong(args[0])) * MEGABYTE;
        Path folder = Files.createTempDirectory("kerf-dump");
        LargeDump.json(folder.resolve("dump.json"), bytes);
        LargeDump.yaml(folder.resolve("dump.yaml"), bytes);
        for (String name : List.of("dump.json", "dump.yaml")) {
            Path file = folder.resolve(name);
            long begun = System.nanoTime();
            int pods = read(file).cluster().placed().size();
            System.out.printf("%s: %d pods, %.1f s%n", file, pods, (System.nanoTime() - begun) / 1e9);
        }
    }
}
