package dev.kerf.sim.openb;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Cpu;
import dev.kerf.core.model.Share;
import dev.kerf.sim.trace.TraceException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/** Reads the trace's node and pod lists, plain or gzipped. */
public final class OpenbFiles {
    private static final long MOST_MILLI = 100_000_000;
    private static final long MOST_MIB = 1L << 40;

    private OpenbFiles() {}

    /**
     * The node list.
     *
     * @throws TraceException naming file and line, if a line makes no sense or a node stands there twice
     */
    public static List<OpenbNode> nodes(Path file) {
        return read(file, OpenbFiles::node, OpenbNode::sn);
    }

    private static OpenbNode node(Columns line) {
        int gpus = (int) line.number("gpu", 0, 64);
        return new OpenbNode(
                line.text("sn"),
                new Cpu(line.number("cpu_milli", 0, MOST_MILLI)),
                Bytes.ofMib(line.number("memory_mib", 0, MOST_MIB)),
                gpus,
                line.optional("model"));
    }

    /**
     * A pod list.
     *
     * @throws TraceException naming file and line, if a line makes no sense or a pod stands there twice
     */
    public static List<OpenbPod> pods(Path file) {
        return read(file, OpenbFiles::pod, OpenbPod::name);
    }

    private static OpenbPod pod(Columns line) {
        int gpus = (int) line.number("num_gpu", 0, 64);
        int milli = (int) line.number("gpu_milli", gpus == 0 ? 0 : 1, Share.WHOLE);
        if (gpus > 1 && milli < Share.WHOLE) {
            throw line.error("gpu_milli is " + milli + " with num_gpu " + gpus
                    + "; only a pod with one GPU may ask for a part of it");
        }
        return new OpenbPod(
                line.text("name"),
                new Cpu(line.number("cpu_milli", 0, MOST_MILLI)),
                Bytes.ofMib(line.number("memory_mib", 0, MOST_MIB)),
                gpus,
                milli,
                line.optional("gpu_spec"));
    }

    private static <T> List<T> read(Path file, Function<Columns, T> parse, Function<T, String> name) {
        List<T> found = new ArrayList<>();
        Set<String> names = new HashSet<>();
        try (BufferedReader in = open(file);
                CsvReader<NamedCsvRecord> lines =
                        CsvReader.builder().allowMissingFields(true).ofNamedCsvRecord(in)) {
            for (NamedCsvRecord line : lines) {
                Columns columns = new Columns(file.toString(), line);
                T item = parse.apply(columns);
                if (!names.add(name.apply(item))) {
                    throw columns.error(name.apply(item) + " stands in the file twice; remove one of the lines");
                }
                found.add(item);
            }
        } catch (CsvParseException broken) {
            throw new TraceException(file + ": not readable as CSV: " + broken.getMessage());
        } catch (IOException | UncheckedIOException unreadable) {
            throw unreadable(file, unreadable);
        }
        if (found.isEmpty()) {
            throw new TraceException(file + ": has no lines below its header");
        }
        return List.copyOf(found);
    }

    static BufferedReader open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            boolean zipped = file.toString().endsWith(".gz");
            return new BufferedReader(
                    new InputStreamReader(zipped ? new GZIPInputStream(in) : in, StandardCharsets.UTF_8));
        } catch (IOException broken) {
            in.close();
            throw broken;
        }
    }

    static TraceException unreadable(Path file, Exception cause) {
        boolean missing = cause instanceof java.nio.file.NoSuchFileException;
        String problem = missing ? "there is no such file" : String.valueOf(cause.getMessage());
        return new TraceException(file + ": cannot be read: " + problem);
    }
}
