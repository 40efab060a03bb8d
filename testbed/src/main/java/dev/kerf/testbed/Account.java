package dev.kerf.testbed;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who runs a program that does not run as root.
 *
 * @param name  null: whoever runs the tests
 * @param group the number of the group
 */
record Account(@Nullable String name, String group) {
    private static final List<String> NAMES = List.of("postgres", "nobody");

    /** Empty: nobody can. */
    static Optional<Account> ofServers() throws IOException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return Optional.of(new Account(null, ""));
        }
        if (!onPath("setpriv")) {
            return Optional.empty();
        }
        List<String> known = Files.readAllLines(Path.of("/etc/passwd"));
        return NAMES.stream()
                .flatMap(name -> known.stream().filter(line -> line.startsWith(name + ":")))
                .map(line -> new Account(line.split(":")[0], line.split(":")[3]))
                .findFirst();
    }

    private static boolean onPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** What stands before a command; others may not look into the folder that tests run in. */
    List<String> prefix() {
        return name == null
                ? List.of()
                : List.of("setpriv", "--reuid=" + name, "--regid=" + group, "--clear-groups", "env", "--chdir=/");
    }

    /** Makes a file or folder its own. */
    void owns(Path file) throws IOException {
        if (name != null) {
            Files.setOwner(
                    file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name));
        }
    }
}
