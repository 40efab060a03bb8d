package dev.kerf.cli;

import dev.kerf.objects.cycle.CycleFile;
import dev.kerf.objects.cycle.CycleFolder;
import dev.kerf.objects.read.InputException;
import dev.kerf.objects.write.Documents;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kerf replay}: saved cycles decided again. */
@Command(
        name = "replay",
        description = "Decide saved cycles again; the plan must be the same.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Cycles are saved by kerf up --trace DIR and kerf plan --trace DIR. A saved cycle holds the cluster as records,",
            "what the policy went by, the seed and the plan; no secret, no environment, no image. Examples:",
            "  kerf up --kubeconfig ~/.kube/config --trace traces",
            "  kerf replay traces",
            "  kerf replay traces/cycle-20261124T213449.123Z-000012.json.gz -o json",
            "",
            "Exit codes: 0 the same plans, 1 a plan differs, 2 a file is not a cycle that this Kerf can read."
        })
final class ReplayCommand implements Callable<Integer> {
    /** How a replay can be printed. */
    enum Output {
        table,
        json
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli injects it
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "a saved cycle, or a folder of them")
    private List<Path> files = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Output output = Output.table;

    private boolean unreadable;

    @Override
    public Integer call() {
        List<Replayed> replays = new ArrayList<>();
        for (Path file : expanded()) {
            replay(file, replays);
        }
        PrintWriter out = spec.commandLine().getOut();
        switch (output) {
            case table -> table(replays, out);
            case json -> out.println(Documents.json(tree(replays)));
        }
        out.flush();
        boolean same = replays.stream().allMatch(Replayed::same);
        return unreadable ? 2 : same ? 0 : 1;
    }

    private List<Path> expanded() {
        List<Path> all = new ArrayList<>();
        for (Path file : files) {
            try {
                all.addAll(Files.isDirectory(file) ? cycles(file) : List.of(file));
            } catch (IOException broken) {
                unusable("folder " + file + " cannot be read: " + broken.getMessage());
            }
        }
        return all;
    }

    private List<Path> cycles(Path folder) throws IOException {
        List<Path> found = CycleFolder.files(folder);
        if (found.isEmpty()) {
            unusable("folder " + folder + " holds no saved cycles (cycle-*.json.gz)");
        }
        return found;
    }

    private void replay(Path file, List<Replayed> replays) {
        try {
            replays.add(Replayed.of(file, CycleFile.read(file)));
        } catch (InputException wrong) {
            unusable(wrong.sentence());
        }
    }

    private void unusable(String sentence) {
        unreadable = true;
        spec.commandLine().getErr().println("kerf: " + sentence);
    }

    private static void table(List<Replayed> replays, PrintWriter out) {
        TextTable table = new TextTable("CYCLE", "AT", "SCHEDULER", "NODES", "PENDING", "BOUND", "HELD", "REPLAY");
        replays.forEach(r -> table.row(r.cells()));
        table.lines().forEach(out::println);
        for (Replayed replayed : replays) {
            if (!replayed.same()) {
                out.println(replayed.file() + ", saved by " + replayed.cycle().savedBy() + ":");
                replayed.differences().forEach(d -> d.lines().forEach(out::println));
            }
        }
        long same = replays.stream().filter(Replayed::same).count();
        out.println("%d the same, %d different".formatted(same, replays.size() - same));
    }

    private static Map<String, Object> tree(List<Replayed> replays) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("cycles", replays.stream().map(Replayed::tree).toList());
        tree.put("same", replays.stream().filter(Replayed::same).count());
        tree.put("different", replays.stream().filter(r -> !r.same()).count());
        return tree;
    }
}
