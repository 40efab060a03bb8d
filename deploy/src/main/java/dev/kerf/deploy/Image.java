package dev.kerf.deploy;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;

/**
 * Kerf as a container image, made by Jib from nothing: this machine's C library, a Java runtime with the modules that are
 * needed, the libraries, Kerf. No shell, no package manager; user 65532. What changes least comes first.
 *
 * @param name    with its tag, {@code kerf.dev/kerf:0.1.0}
 * @param jars    all that Kerf runs on, and itself
 * @param scratch a folder that may be filled and is kept: what is in it already is not made again
 */
record Image(String name, List<Path> jars, Path scratch) {
    private static final String JAVA = "/opt/java";
    private static final AbsoluteUnixPath LIBRARIES = AbsoluteUnixPath.get("/app/lib");
    private static final AbsoluteUnixPath KERF = AbsoluteUnixPath.get("/app/kerf");
    private static final String USER = "65532";

    /** Writes the archive that {@code docker load}, {@code ctr images import} and {@code skopeo} read. */
    void write(Path archive) throws Exception {
        Path runtime = JavaRuntime.linked(jars, scratch);
        JibContainerBuilder image = Jib.fromScratch()
                .setPlatforms(Set.of(new Platform(architecture(), "linux")))
                .setCreationTime(Instant.EPOCH)
                .addFileEntriesLayer(system(runtime))
                .addFileEntriesLayer(FileEntriesLayer.builder()
                        .setName("java")
                        .addEntryRecursive(runtime, AbsoluteUnixPath.get(JAVA), (from, to) -> permissions(from))
                        .build())
                .addFileEntriesLayer(jars("libraries", LIBRARIES, false))
                .addFileEntriesLayer(jars("kerf", KERF, true))
                .setUser(USER + ":" + USER)
                .setWorkingDirectory(AbsoluteUnixPath.get("/tmp"))
                .addLabel("org.opencontainers.image.title", "Kerf")
                .addLabel("org.opencontainers.image.licenses", "Apache-2.0")
                .setEntrypoint(
                        JAVA + "/bin/java",
                        "-XX:+UseCompactObjectHeaders",
                        "-XX:MaxRAMPercentage=70",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:-UsePerfData",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dslf4j.internal.verbosity=ERROR",
                        "-cp",
                        KERF + "/*:" + LIBRARIES + "/*",
                        "dev.kerf.cli.Main");
        Path cache = scratch.resolve("cache");
        image.containerize(Containerizer.to(TarImage.at(archive).named(name))
                .setBaseImageLayersCache(cache)
                .setApplicationLayersCache(cache)
                .setOfflineMode(true));
    }

    private FileEntriesLayer jars(String layer, AbsoluteUnixPath folder, boolean ours) {
        FileEntriesLayer.Builder builder = FileEntriesLayer.builder().setName(layer);
        for (Path jar : jars) {
            String file = String.valueOf(jar.getFileName());
            if (file.startsWith("kerf-") == ours) {
                builder.addEntry(jar, folder.resolve(file));
            }
        }
        return builder.build();
    }

    private FileEntriesLayer system(Path runtime) throws IOException, InterruptedException {
        FileEntriesLayer.Builder builder = FileEntriesLayer.builder().setName("system");
        SortedSet<Path> libraries = SystemLibraries.under(runtime);
        libraries.addAll(SystemLibraries.under(NativeParts.unpacked(jars, System.getProperty("os.arch"), scratch)));
        for (Path library : libraries) {
            builder.addEntry(
                    library.toRealPath(),
                    AbsoluteUnixPath.get(library.toString()),
                    FilePermissions.fromOctalString("755"));
        }
        builder.addEntry(
                text("passwd", "kerf:x:" + USER + ":" + USER + "::/tmp:/none\n"), AbsoluteUnixPath.get("/etc/passwd"));
        builder.addEntry(text("nsswitch.conf", "hosts: files dns\n"), AbsoluteUnixPath.get("/etc/nsswitch.conf"));
        Path empty = Files.createDirectories(scratch.resolve("empty"));
        builder.addEntry(empty, AbsoluteUnixPath.get("/tmp"), FilePermissions.fromOctalString("777"));
        return builder.build();
    }

    private Path text(String file, String content) throws IOException {
        return Files.writeString(scratch.resolve(file), content);
    }

    private static FilePermissions permissions(Path file) {
        try {
            return FilePermissions.fromPosixFilePermissions(Files.getPosixFilePermissions(file));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String architecture() {
        return switch (System.getProperty("os.arch")) {
            case "aarch64" -> "arm64";
            default -> "amd64";
        };
    }
}
