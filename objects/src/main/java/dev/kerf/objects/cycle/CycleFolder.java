package dev.kerf.objects.cycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;

/** A folder that keeps the last so many saved cycles; their names sort by time. */
public final class CycleFolder {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final String END = ".json.gz";
    private static final String BEGIN = "cycle-";
    private final Path folder;
    private final int keep;

    /**
     * The folder, made where it is not there.
     *
     * @param keep how many cycles stay; the oldest go
     */
    public CycleFolder(Path folder, int keep) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.keep = keep;
    }

    /** Saves the cycle; where it went. */
    public Path save(SavedCycle cycle) throws IOException {
        String time = TIME.format(cycle.cluster().asOf());
        Path file = folder.resolve("%s%s-%06d%s".formatted(BEGIN, time, cycle.number(), END));
        CycleFile.write(cycle, file);
        List<Path> all = files(folder);
        for (Path old : all.subList(0, Math.max(0, all.size() - keep))) {
            Files.deleteIfExists(old);
        }
        return file;
    }

    /** The saved cycles of a folder, oldest first. */
    public static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().startsWith(BEGIN))
                    .filter(f -> f.getFileName().toString().endsWith(END))
                    .sorted()
                    .toList();
        }
    }
}
