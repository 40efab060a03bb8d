package dev.kerf.sim.sizing;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.kerf.sim.trace.SharedTraces;
import dev.kerf.sim.trace.TraceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/**
 * The shared traces that loads are shaped by.
 *
 * @param path the folder of all traces
 */
public record ShapeFolder(Path path) {
    /** The folder within the shared data: {@code KERF_SHARED}, or {@code ../shared} beside the checkout. */
    public static ShapeFolder shared(Path checkout) {
        return new ShapeFolder(SharedTraces.folder(checkout));
    }

    public boolean exists() {
        return Files.isDirectory(path.resolve("acme-dcgm-cdf"))
                && Files.isDirectory(path.resolve("genai26-derived"))
                && Files.isDirectory(path.resolve("azure-llm-2023"));
    }

    /** One line of a file, as a function from a column's name to its text. */
    interface Line extends Function<String, String> {
        default double number(String column) {
            String text = apply(column);
            return text.isEmpty() ? 0 : Double.parseDouble(text);
        }
    }

    /**
     * The lines of a file, made into something; null leaves one out.
     *
     * @throws TraceException naming the file, and the line if one makes no sense
     */
    <T> List<T> lines(String name, Function<Line, T> made) {
        Path file = path.resolve(name);
        List<T> found = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file);
                InputStreamReader text = new InputStreamReader(
                        name.endsWith(".gz") ? new GZIPInputStream(in) : in, StandardCharsets.UTF_8);
                CsvReader<NamedCsvRecord> lines = CsvReader.builder().ofNamedCsvRecord(text)) {
            for (NamedCsvRecord line : lines) {
                found.add(make(file, line, made));
            }
        } catch (CsvParseException | IOException | UncheckedIOException unreadable) {
            throw new TraceException(file + ": cannot be read: " + unreadable.getMessage());
        }
        if (found.isEmpty()) {
            throw new TraceException(file + ": has no lines below its header");
        }
        return found;
    }

    private static <T> T make(Path file, NamedCsvRecord line, Function<Line, T> made) {
        try {
            return made.apply(line::getField);
        } catch (java.util.NoSuchElementException | IllegalArgumentException | java.time.DateTimeException broken) {
            throw new TraceException(file + ":" + line.getStartingLineNumber() + ": " + broken.getMessage());
        }
    }
}
