package dev.kerf.deploy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.spi.ToolProvider;

/** A Java runtime with the modules that some jars need, linked from the JDK that this runs on. */
final class JavaRuntime {
    /** Jackson and ojAlgo name it for beans and colours that Kerf has not; its libraries want a desktop. */
    private static final String NOT_NEEDED = "java.desktop";

    private JavaRuntime() {}

    /** The folder of a runtime in {@code scratch}, linked anew where it is not the one that was linked there before. */
    static Path linked(List<Path> jars, Path scratch) throws IOException {
        String modules = String.join(",", modules(jars));
        String key = Integer.toHexString((modules + Runtime.version()).hashCode());
        Path directory = scratch.resolve("java-" + key).toAbsolutePath();
        if (!Files.exists(directory.resolve("release"))) {
            run("jlink", "--add-modules", modules, "--no-header-files", "--no-man-pages", "--output", "" + directory);
        }
        return directory;
    }

    private static SortedSet<String> modules(List<Path> jars) throws IOException {
        List<String> words =
                new ArrayList<>(List.of("--print-module-deps", "--ignore-missing-deps", "--multi-release", "25", "-q"));
        jars.forEach(jar -> words.add(jar.toString()));
        String printed = run("jdeps", words.toArray(String[]::new));
        SortedSet<String> modules = new TreeSet<>(Arrays.asList(printed.strip().split(",")));
        modules.remove(NOT_NEEDED);
        return modules;
    }

    private static String run(String tool, String... words) throws IOException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        ToolProvider provider = ToolProvider.findFirst(tool)
                .orElseThrow(() -> new IOException("this Java has no " + tool + "; run on a whole JDK"));
        int code = provider.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
        if (code != 0) {
            throw new IOException(tool + " failed: " + out + err);
        }
        return out.toString();
    }
}
