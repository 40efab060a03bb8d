package dev.kerf.sim.openb;

import dev.kerf.sim.trace.TraceException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of event orders. Its lines are {@code seed,pods,i0 i1 …} and {@code seed,noderank,r0 r1 …}; lines that
 * start with # are comments.
 */
public final class OrderFile {
    private static final String PODS = "pods";
    private static final String RANKS = "noderank";
    private final Path file;
    private final SortedMap<Long, int[]> arrivals = new TreeMap<>();
    private final SortedMap<Long, int[]> ranks = new TreeMap<>();

    /**
     * Reads the file.
     *
     * @throws TraceException naming file and line
     */
    public OrderFile(Path file) {
        this.file = file;
        try (BufferedReader in = OpenbFiles.open(file)) {
            int number = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                if (!line.isBlank() && !line.startsWith("#")) {
                    take(line, number);
                }
            }
        } catch (IOException unreadable) {
            throw OpenbFiles.unreadable(file, unreadable);
        }
    }

    /** The seeds the file has an order for. */
    public SortedSet<Long> seeds() {
        return new TreeSet<>(arrivals.keySet());
    }

    /**
     * The order of one seed, fit for lists of these lengths.
     *
     * @throws TraceException if the seed is not there, or the order speaks of other lists
     */
    public EventOrder order(long seed, int pods, int nodes) {
        int[] order = known(arrivals.get(seed), seed);
        int[] rank = known(ranks.get(seed), seed);
        if (rank.length != nodes) {
            throw new TraceException(file + ": ranks " + rank.length + " nodes for seed " + seed
                    + ", the node list has " + nodes + "; give the node list the order was made for");
        }
        for (int i : order) {
            if (i < 0 || i >= pods) {
                throw new TraceException(file + ": speaks of pod number " + i + " for seed " + seed
                        + ", the pod list has " + pods + "; give the pod list the order was made for");
            }
        }
        return new EventOrder(seed, order, rank);
    }

    private int[] known(int @Nullable [] values, long seed) {
        if (values == null) {
            throw new TraceException(file + ": has no order for seed " + seed + "; it has " + seeds());
        }
        return values;
    }

    private void take(String line, int number) {
        String[] parts = line.split(",", 3);
        if (parts.length < 3 || !(parts[1].equals(PODS) || parts[1].equals(RANKS))) {
            throw new TraceException(file + ":" + number + ": expected seed,pods,… or seed,noderank,…");
        }
        try {
            String[] texts = parts[2].strip().split("\\s+");
            int[] values = new int[texts.length];
            for (int i = 0; i < texts.length; i++) {
                values[i] = Integer.parseInt(texts[i]);
            }
            (parts[1].equals(PODS) ? arrivals : ranks).put(Long.parseLong(parts[0].strip()), values);
        } catch (NumberFormatException broken) {
            throw new TraceException(
                    file + ":" + number + ": has a value that is no whole number: " + broken.getMessage());
        }
    }
}
