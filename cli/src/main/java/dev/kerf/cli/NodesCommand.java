package dev.kerf.cli;

import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Cpu;
import dev.kerf.core.overview.Machine;
import dev.kerf.core.overview.Machines;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.objects.ReadOptions;
import dev.kerf.objects.ReadResult;
import dev.kerf.objects.read.InputException;
import dev.kerf.objects.write.Documents;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kerf nodes}: every node, what is held of it card by card, and what keeps tasks away. */
@Command(
        name = "nodes",
        description = "Show the nodes, what is held of their GPUs card by card, and what keeps pods away.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "-o wide draws the cards, a quarter of a card a character: [####|##--|----]. Examples:",
            "  kerf nodes -o wide",
            "  kerf nodes gpu-a gpu-b -f cluster.yaml -o json",
            "",
            "Exit codes: 0 done, 2 no such node or bad input, 3 no server or it refuses."
        })
final class NodesCommand implements Callable<Integer> {

    /** How nodes can be printed. */
    enum Output {
        table,
        wide,
        json,
        yaml,
        name
    }

    private final InstantSource clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli injects it
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "NODE", description = "only these (default: all)")
    private List<String> names = List.of();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Output output = Output.table;

    NodesCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        ReadResult input = read();
        input.warnings().forEach(w -> say("warning: " + w));
        Snapshot snapshot = Snapshot.of(input.cluster());
        snapshot.warnings().forEach(w -> say("warning: " + w));
        print(chosen(Machines.of(snapshot)), spec.commandLine().getOut());
        return 0;
    }

    private ReadResult read() {
        if (!cluster.isLive()) {
            return cluster.files(new ReadOptions(null, clock.instant()));
        }
        try (ClusterServer server = cluster.server()) {
            return server.read(null, clock.instant());
        }
    }

    private List<Machine> chosen(List<Machine> all) {
        Set<String> there = all.stream().map(m -> m.node().name()).collect(Collectors.toSet());
        Set<String> wanted = new HashSet<>();
        for (String each : names) {
            String name = each.replaceFirst("^nodes?/", "");
            if (!there.contains(name)) {
                throw new InputException(Names.missingNode(name, there));
            }
            wanted.add(name);
        }
        return wanted.isEmpty()
                ? all
                : all.stream().filter(m -> wanted.contains(m.node().name())).toList();
    }

    private void print(List<Machine> machines, PrintWriter out) {
        List<Map<String, Object>> trees =
                machines.stream().map(m -> new MachineDocument(m).tree()).toList();
        switch (output) {
            case json -> out.println(Documents.json(Map.of("nodes", trees)));
            case yaml -> out.println(Documents.yaml(Map.of("nodes", trees)));
            case name -> machines.forEach(m -> out.println("node/" + m.node().name()));
            case table, wide -> table(machines).lines().forEach(out::println);
        }
        out.flush();
    }

    private TextTable table(List<Machine> machines) {
        boolean wide = output == Output.wide;
        TextTable table = wide
                ? new TextTable(
                        "NAME",
                        "MODEL",
                        "GPUS",
                        "USED",
                        "FREE",
                        "CARDS",
                        "GPU-MEMORY",
                        "CPU",
                        "MEMORY",
                        "PODS",
                        "OTHER",
                        "BLOCKED")
                : new TextTable("NAME", "MODEL", "GPUS", "USED", "FREE", "CPU", "MEMORY", "PODS", "BLOCKED");
        machines.forEach(m -> table.row(wide ? wide(m) : row(m)));
        return table;
    }

    private static String[] row(Machine m) {
        boolean gpus = !m.cards().isEmpty();
        return new String[] {
            m.node().name(),
            orDash(m.node().gpus().model()),
            Integer.toString(m.cards().size()),
            gpus ? Figures.gpus(m.gpusHeld()) : "-",
            gpus ? Figures.gpus(m.idle().free()) : "-",
            cpu(m),
            memory(m),
            pods(m),
            orDash(String.join(", ", m.blocks()))
        };
    }

    private static String[] wide(Machine m) {
        String[] row = row(m);
        Bytes memory = m.node().gpus().memory();
        return new String[] {
            row[0],
            row[1],
            row[2],
            row[3],
            row[4],
            Cards.picture(m.cards()),
            memory.count() == 0 ? "-" : memory.toString(),
            row[5],
            row[6],
            row[7],
            other(m),
            row[8]
        };
    }

    private static String cpu(Machine m) {
        return new Cpu(m.cpu().milli()) + "/" + m.node().capacity().cpu();
    }

    private static String memory(Machine m) {
        return m.memory() + "/" + m.node().capacity().memory();
    }

    private static String pods(Machine m) {
        return m.pods() + "/" + m.node().capacity().pods();
    }

    /** Other counted resources, MIG instances among them: {@code mig-1g.10gb 3/7}. */
    private static String other(Machine m) {
        return orDash(m.extended().entrySet().stream()
                .map(e -> e.getKey().replaceFirst("^nvidia.com/", "") + " " + e.getValue() + "/"
                        + m.node().capacity().extended().getOrDefault(e.getKey(), 0L))
                .collect(Collectors.joining(", ")));
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }

    private void say(@Nullable String sentence) {
        spec.commandLine().getErr().println(sentence);
        spec.commandLine().getErr().flush();
    }
}
