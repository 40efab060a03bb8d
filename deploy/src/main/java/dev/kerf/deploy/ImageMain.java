package dev.kerf.deploy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** {@code ./build image}: the arguments are the archive to write, the image's name and the folders of jars. */
public final class ImageMain {
    private ImageMain() {}

    public static void main(String[] args) throws Exception {
        Path archive = Path.of(args[0]).toAbsolutePath();
        Path scratch = Files.createDirectories(archive.resolveSibling("image"));
        List<Path> jars =
                Stream.of(args).skip(2).flatMap(ImageMain::jars).sorted().toList();
        new Image(args[1], jars, scratch).write(archive);
        System.out.printf("%s: image %s, %d MiB%n", archive, args[1], Files.size(archive) >> 20);
    }

    /** The jars of a folder, but those of tests. */
    static Stream<Path> jars(String folder) {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList().stream();
        } catch (java.io.IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }
}
