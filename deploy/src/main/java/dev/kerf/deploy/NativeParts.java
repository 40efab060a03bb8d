package dev.kerf.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The machine code in jars, such as a database's or TLS's. A jar's program unpacks it as it runs and then loads what it
 * needs of the machine, which must be in the image too, or it does without, if it can.
 */
final class NativeParts {
    private NativeParts() {}

    /** A folder in {@code scratch} with all that is for Linux on a machine of the architecture, {@code os.arch}. */
    static Path unpacked(List<Path> jars, String architecture, Path scratch) throws IOException {
        Predicate<String> wanted = name(architecture).asMatchPredicate();
        Path folder = Files.createDirectories(scratch.resolve("native-" + architecture));
        for (Path jar : jars) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                for (ZipEntry entry :
                        zip.stream().filter(e -> wanted.test(e.getName())).toList()) {
                    unpack(zip, entry, folder);
                }
            }
        }
        return folder;
    }

    private static Pattern name(String architecture) {
        return Pattern.compile(
                switch (architecture) {
                    case "aarch64" -> ".*\\.so_linux_arm64|.*linux.*aarch_64\\.so|.*epoll_aarch_64\\.so";
                    default -> ".*\\.so_linux_amd64|.*linux.*x86_64\\.so|.*epoll_x86_64\\.so";
                });
    }

    private static void unpack(ZipFile zip, ZipEntry entry, Path folder) throws IOException {
        String file = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
        try (InputStream code = zip.getInputStream(entry)) {
            Files.copy(
                    code,
                    folder.resolve(file.endsWith(".so") ? file : file + ".so"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
