package dev.kerf.sim.openb;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.kerf.sim.trace.TraceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Offline bounds another program found, in GPUs, per trace, seed and arrived percent. */
public final class PublishedBounds {
    private final Path file;
    private final Map<String, Double> bounds = new HashMap<>();

    /**
     * Reads the table.
     *
     * @throws TraceException if it cannot be read
     */
    public PublishedBounds(Path file) {
        this.file = file;
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(OpenbFiles.open(file))) {
            csv.stream().forEach(this::take);
        } catch (IOException unreadable) {
            throw OpenbFiles.unreadable(file, unreadable);
        }
    }

    private void take(NamedCsvRecord row) {
        long percent = Math.round(100 * Double.parseDouble(row.getField("arrived_fraction")));
        String key = key(row.getField("trace"), Long.parseLong(row.getField("seed")), percent);
        bounds.put(key, Double.parseDouble(row.getField("lp_upper_bound_gpus")));
    }

    /** Whether there is a bound for these. */
    public boolean has(String trace, long seed, int percent) {
        return bounds.containsKey(key(trace, seed, percent));
    }

    /**
     * The bound in GPUs.
     *
     * @throws TraceException if there is none
     */
    public double gpus(String trace, long seed, int percent) {
        Double found = bounds.get(key(trace, seed, percent));
        if (found == null) {
            throw new TraceException(
                    file + ": has no bound of " + trace + " for seed " + seed + " at " + percent + " %");
        }
        return found;
    }

    private static String key(String trace, long seed, long percent) {
        return trace + " " + seed + " " + percent;
    }
}
