package dev.kerf.sim.openb;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The authors' allocation curves: GPUs allocated in percent, by arrived percent, per trace, policy and seed. */
public final class PublishedCurves {
    private static final int FIRST_COLUMN = 5;
    private final Path file;
    private final Map<String, double[]> curves = new HashMap<>();

    /**
     * Reads the table.
     *
     * @throws TraceException if it cannot be read
     */
    public PublishedCurves(Path file) {
        this.file = file;
        try (BufferedReader in = OpenbFiles.open(file)) {
            in.lines().skip(1).map(line -> line.split(",")).forEach(this::take);
        } catch (IOException unreadable) {
            throw OpenbFiles.unreadable(file, unreadable);
        }
    }

    private void take(String[] fields) {
        double[] columns = Arrays.stream(fields, FIRST_COLUMN, fields.length)
                .mapToDouble(Double::parseDouble)
                .toArray();
        curves.put(key(fields[0], fields[1], fields[3]), columns);
    }

    /**
     * The columns 0 to 130.
     *
     * @param policy as the authors name it, {@code 06-FGD}
     * @throws TraceException if there is no such curve
     */
    public double[] curve(String trace, String policy, long seed) {
        double[] found = curves.get(key("openb_pod_list_" + trace, policy, Long.toString(seed)));
        if (found == null) {
            throw new TraceException(file + ": has no curve of " + policy + " on " + trace + " for seed " + seed);
        }
        return found;
    }

    private static String key(String trace, String policy, String seed) {
        return trace + " " + policy + " " + seed;
    }
}
