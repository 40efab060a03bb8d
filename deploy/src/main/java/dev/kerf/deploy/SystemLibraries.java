package dev.kerf.deploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The libraries of this machine that a program's own libraries load: glibc, mostly. */
final class SystemLibraries {
    private static final Pattern LOADED = Pattern.compile("(/[^ ]+) \\(0x");
    private static final Pattern MISSING = Pattern.compile("([^\\s]+) => not found");

    private SystemLibraries() {}

    /** What the programs and libraries under {@code directory} load from elsewhere. */
    static SortedSet<Path> under(Path directory) throws IOException, InterruptedException {
        List<Path> binaries = binaries(directory);
        List<String> words = new ArrayList<>(List.of("ldd"));
        binaries.forEach(binary -> words.add(binary.toString()));
        Process ldd = new ProcessBuilder(words).redirectErrorStream(true).start();
        String printed = new String(ldd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        ldd.waitFor();
        refuseMissing(printed, binaries);
        SortedSet<Path> found = new TreeSet<>();
        Matcher loaded = LOADED.matcher(printed);
        while (loaded.find()) {
            Path library = Path.of(loaded.group(1)).normalize();
            if (!library.startsWith(directory)) {
                found.add(library);
            }
        }
        if (found.isEmpty()) {
            throw new IOException("ldd tells of no library that " + directory + " needs: " + printed);
        }
        return found;
    }

    /** What ldd misses is there all the same where the runtime brings it and loads it by itself. */
    private static void refuseMissing(String printed, List<Path> binaries) throws IOException {
        Matcher missing = MISSING.matcher(printed);
        while (missing.find()) {
            String name = missing.group(1);
            if (binaries.stream().noneMatch(binary -> binary.endsWith(name))) {
                throw new IOException("the Java runtime needs " + name + ", which this machine has not");
            }
        }
    }

    private static List<Path> binaries(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".so") || file.endsWith("bin/java"))
                    .sorted()
                    .toList();
        }
    }
}
