package dev.kerf.sim.bound;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** The openb trace of the shared data: nodes, pods in arrival order, and the published bounds. */
final class SharedTrace {

    private final Path folder;

    private SharedTrace(Path folder) {
        this.folder = folder;
    }

    /** The shared data, or a test that ends here and says why. */
    static SharedTrace orSkip() {
        String set = System.getenv("KERF_SHARED");
        Path root = Path.of(System.getProperty("kerf.root", ".")).toAbsolutePath();
        Path shared = set == null ? root.resolveSibling("shared") : Path.of(set);
        Path folder = shared.normalize().resolve("traces/openb");
        assumeTrue(Files.isDirectory(folder), "skipped: no openb trace in " + folder + "; set KERF_SHARED");
        return new SharedTrace(folder);
    }

    List<NodeShape> nodes() {
        return records("openb_node_list_gpu_node.csv.gz").stream()
                .map(node -> new NodeShape(
                        node.getField("model"),
                        number(node, "cpu_milli"),
                        number(node, "memory_mib"),
                        (int) number(node, "gpu"),
                        1))
                .toList();
    }

    List<PodDemand> arrivals(String trace, int seed) {
        List<PodDemand> byName = records("openb_pod_list_" + trace + ".csv.gz").stream()
                .sorted(Comparator.comparing(pod -> pod.getField("name")))
                .map(SharedTrace::pod)
                .toList();
        String prefix = seed + ",pods,";
        String order = lines("event_order/" + trace + ".csv.gz").stream()
                .filter(line -> line.startsWith(prefix))
                .findAny()
                .orElseThrow();
        return Arrays.stream(order.substring(prefix.length()).split(" "))
                .map(index -> byName.get(Integer.parseInt(index)))
                .toList();
    }

    /** The published {@code lp_upper_bound_gpus}. */
    double published(String trace, int seed, int percent) {
        try (CsvReader<NamedCsvRecord> csv =
                CsvReader.builder().ofNamedCsvRecord(folder.resolve("expected/offline_bounds.csv"))) {
            return csv.stream()
                    .filter(row -> row.getField("trace").equals(trace) && number(row, "seed") == seed)
                    .filter(row -> Math.round(Double.parseDouble(row.getField("arrived_fraction")) * 100) == percent)
                    .mapToDouble(row -> Double.parseDouble(row.getField("lp_upper_bound_gpus")))
                    .findAny()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PodDemand pod(NamedCsvRecord pod) {
        String models = pod.findField("gpu_spec").orElse("");
        return new PodDemand(
                number(pod, "cpu_milli"),
                number(pod, "memory_mib"),
                (int) number(pod, "num_gpu"),
                (int) number(pod, "gpu_milli"),
                models.isEmpty() ? Set.of() : Set.copyOf(Arrays.asList(models.split("\\|"))),
                1);
    }

    private static long number(NamedCsvRecord row, String field) {
        return Long.parseLong(row.getField(field));
    }

    private List<NamedCsvRecord> records(String file) {
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(open(file))) {
            return csv.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> lines(String file) {
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = open(file)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(Objects.requireNonNull(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    private BufferedReader open(String file) throws IOException {
        return new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(folder.resolve(file))), StandardCharsets.UTF_8));
    }
}
