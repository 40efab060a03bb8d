package dev.kerf.sim.openb;

import dev.kerf.sim.trace.TraceException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Curves of the authors, in percent of the cluster's GPUs, by arrived percent, per trace, policy and seed. */
public final class PublishedCurves {
    private static final int POLICY = 1;
    private static final int SEED = 3;
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
            List<String> header = List.of(String.valueOf(in.readLine()).split(","));
            in.lines().map(line -> line.split(",")).forEach(fields -> take(fields, header.indexOf("0")));
        } catch (IOException unreadable) {
            throw OpenbFiles.unreadable(file, unreadable);
        }
    }

    private void take(String[] fields, int first) {
        double[] columns = Arrays.stream(fields, first, fields.length)
                .mapToDouble(Double::parseDouble)
                .toArray();
        curves.put(key(fields[0], fields[POLICY], fields[SEED]), columns);
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
