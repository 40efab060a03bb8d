package dev.kerf.sim.forecast;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.kerf.core.forecast.Series;
import dev.kerf.sim.trace.SharedTraces;
import dev.kerf.sim.trace.TraceException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SequencedMap;
import java.util.zip.GZIPInputStream;

/**
 * The folder {@code helios-earth-vc} of the shared traces: GPUs in use in the 16 virtual clusters of Earth in May 2020,
 * and the nodes in use in Philly in the autumn of 2017. Both in steps of five minutes.
 *
 * @param path the folder
 */
public record LoadFolder(Path path) {
    private static final Duration STEP = Duration.ofMinutes(5);

    /** The folder within the shared data: {@code KERF_SHARED}, or {@code ../shared} beside the checkout. */
    public static LoadFolder shared(Path checkout) {
        return new LoadFolder(SharedTraces.folder(checkout).resolve("helios-earth-vc"));
    }

    public boolean exists() {
        return Files.isDirectory(path);
    }

    /** GPUs in use, one series for each virtual cluster, in the order of the file. */
    public List<Load> virtualClusters() {
        return read("earth_vc_5min.csv.gz", "vc", "running_gpu_num", "total_gpu_num");
    }

    /** Nodes in use, of one-minute counts the mean of five. */
    public Load philly() {
        return read("philly_node_sequence_1min.csv.gz", "", "active", "total").getFirst();
    }

    /**
     * The series of a file; values of one step are averaged, steps without a value are NaN.
     *
     * @throws TraceException naming the file, and the line if one makes no sense
     */
    private List<Load> read(String name, String of, String value, String most) {
        Path file = path.resolve(name);
        SequencedMap<String, Steps> found = new LinkedHashMap<>();
        try (InputStreamReader in =
                        new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8);
                CsvReader<NamedCsvRecord> lines = CsvReader.builder().ofNamedCsvRecord(in)) {
            for (NamedCsvRecord line : lines) {
                String key = of.isEmpty() ? "philly" : line.getField(of);
                take(file, found.computeIfAbsent(key, k -> new Steps()), line, value, most);
            }
        } catch (CsvParseException | IOException | UncheckedIOException unreadable) {
            throw new TraceException(file + ": cannot be read: " + unreadable.getMessage());
        }
        return found.entrySet().stream().map(e -> e.getValue().load(e.getKey())).toList();
    }

    private static void take(Path file, Steps steps, NamedCsvRecord line, String value, String most) {
        try {
            Instant moment = Instant.parse(line.getField("time").replace(' ', 'T') + "Z");
            steps.add(moment, Double.parseDouble(line.getField(value)), Double.parseDouble(line.getField(most)));
        } catch (NoSuchElementException | IllegalArgumentException | DateTimeException broken) {
            throw new TraceException(file + ":" + line.getStartingLineNumber() + ": " + broken.getMessage());
        }
    }

    /** The values of one series by step. */
    private static final class Steps {
        private final List<double[]> sums = new ArrayList<>();
        private Instant start = Instant.EPOCH;
        private double most;

        void add(Instant moment, double value, double ofAll) {
            if (sums.isEmpty()) {
                start = moment;
            }
            int index = Math.toIntExact(
                    Math.floorDiv(Duration.between(start, moment).toSeconds(), STEP.toSeconds()));
            if (index < 0) {
                throw new DateTimeException(moment + " comes before the first line's moment, " + start);
            }
            while (sums.size() <= index) {
                sums.add(new double[2]);
            }
            sums.get(index)[0] += value;
            sums.get(index)[1]++;
            most = Math.max(most, ofAll);
        }

        Load load(String name) {
            double[] means = sums.stream().mapToDouble(s -> s[0] / s[1]).toArray();
            return new Load(name, new Series(start, STEP, means), most);
        }
    }
}
