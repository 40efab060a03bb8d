package dev.kerf.fakecluster;

import dev.kerf.objects.node.NodeForm;
import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.Input;
import dev.kerf.objects.read.InputException;
import dev.kerf.objects.read.Item;
import dev.kerf.objects.read.Warning;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/** The nodes of a cluster in short, one kind of node a line: {@code {count, name, model, gpus, memory, cpu, labels, mig}}. */
public final class Fleet {
    private static final Set<String> WORDS = Set.of("count", "name", "model", "gpus", "memory", "cpu", "labels", "mig");
    private static final String USUAL = "usual fleet";

    private Fleet() {}

    /** For who names none: some of everything. */
    public static List<Map<String, Object>> usual() {
        try (InputStream in = Objects.requireNonNull(Fleet.class.getResourceAsStream("fleet.yaml"))) {
            return read(Input.STDIN, in, warning -> {
                throw new IllegalStateException(USUAL + ": " + warning.message());
            });
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /**
     * The nodes of a file of YAML or JSON.
     *
     * @param file     {@code -}: standard input
     * @param warnings takes what makes no sense in it, which is passed over
     * @throws InputException if it cannot be read or has no nodes at all
     */
    public static List<Map<String, Object>> read(String file, InputStream stdin, Consumer<Warning> warnings) {
        List<Map<String, Object>> nodes = new ArrayList<>();
        new Input(line -> take(line, nodes, warnings), warnings).read(List.of(file), stdin);
        if (nodes.isEmpty()) {
            throw new InputException("file " + file + " has no nodes; write lines such as"
                    + " - {name: a100, count: 4, model: A100, gpus: 8}");
        }
        return nodes;
    }

    private static void take(Item line, List<Map<String, Object>> nodes, Consumer<Warning> warnings) {
        for (Map.Entry<String, Field> each : line.root().entries().entrySet()) {
            if (!WORDS.contains(each.getKey())) {
                each.getValue()
                        .wrong("is not known here; a line of nodes takes "
                                + String.join(", ", WORDS.stream().sorted().toList()));
            }
        }
        nodes.addAll(NodeForm.expand(line.root()));
        line.warnings().forEach(warnings);
    }
}
