package dev.kerf.cli;

import dev.kerf.core.advise.Scene;
import dev.kerf.core.model.Share;
import dev.kerf.core.overview.Machine;
import dev.kerf.objects.ReadOptions;
import dev.kerf.objects.write.Documents;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kerf savings}: what advice that was followed has really saved. */
@Command(
        name = "savings",
        description = "What followed advice was to save, and what it saves now.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "STATE    what the audit log says last: written, done, taken-back",
            "BEFORE   GPUs the workload held when it was applied; NOW: what it holds",
            "SAVED    GPUs less, if it was not taken back; of a part that follows its load in the mean since it first changed",
            "A MONTH  counts nodes that are really empty, or gone",
            "",
            "The log is verified first: a line that was changed, taken away or put between is named.",
            "Exit codes: 0 done, 2 bad input, 3 no server or it refuses."
        })
final class SavingsCommand implements Callable<Integer> {
    private static final int HOURS_A_MONTH = 730;

    /** How it can be printed. */
    enum Output {
        table,
        json
    }

    private final InstantSource clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli injects it
    private CommandSpec spec;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private AuditOptions audit = new AuditOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Output output = Output.table;

    SavingsCommand(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * One followed advice.
     *
     * @param now    thousandths of GPUs its workload holds
     * @param saved  thousandths less; 0 where it was taken back
     * @param empty  the nodes it named that are empty or gone
     * @param cents  money a month for these; null: there was no price
     */
    private record Row(
            Ledger.Expected expected,
            long now,
            long saved,
            List<String> empty,
            @Nullable Long cents) {
        static Row of(Ledger.Expected expected, Scene scene, Instant asOf) {
            long now = Ledger.held(scene, expected.namespace(), expected.workload());
            boolean back = expected.end().equals("taken-back");
            List<String> empty = expected.nodes().stream()
                    .filter(node -> empty(scene.machine(node), scene))
                    .toList();
            boolean real = !back
                    && !expected.nodes().isEmpty()
                    && empty.size() == expected.nodes().size();
            Long hour = expected.hourCents();
            boolean counts = real || (expected.nodes().isEmpty() && !back);
            Long month = hour == null ? null : counts ? hour * HOURS_A_MONTH : 0L;
            return new Row(expected, now, saved(expected, now, back, asOf), empty, month);
        }

        private static long saved(Ledger.Expected expected, long now, boolean back, Instant asOf) {
            if (expected.follows()) {
                return expected.held().less(now, asOf);
            }
            return back ? 0 : expected.held().first().thousandths() - now;
        }

        private static boolean empty(@Nullable Machine machine, Scene scene) {
            return machine == null
                    || scene.cluster().placed().stream()
                            .noneMatch(p -> p.node().equals(machine.node().name())
                                    && !p.task().ofItsNode());
        }

        Map<String, Object> tree() {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("advice", expected.advice());
            tree.put("at", expected.at().toString());
            tree.put("state", expected.end());
            tree.put("follows", expected.follows());
            tree.put("gpus_before", expected.held().first().thousandths() / (double) Share.WHOLE);
            tree.put("gpus_now", now / (double) Share.WHOLE);
            tree.put("gpus_saved", saved / (double) Share.WHOLE);
            tree.put("expected_gpus", expected.theory());
            tree.put("expected_realisable_gpus", expected.real());
            tree.put("nodes", expected.nodes());
            tree.put("nodes_empty", empty);
            tree.put("per_month", cents == null ? null : cents / 100.0);
            tree.put("currency", expected.currency());
            return tree;
        }
    }

    @Override
    public Integer call() {
        List<Ledger.Expected> all = audit.ledger().read();
        Scene scene = scene();
        Instant now = clock.instant();
        print(all.stream().map(e -> Row.of(e, scene, now)).toList());
        return 0;
    }

    /** The cluster as it stands; nothing of its past is needed. */
    private Scene scene() {
        if (!cluster.isLive()) {
            var read = cluster.files(new ReadOptions(null, clock.instant())).cluster();
            return Advising.scene(read, new Unmeasured(clock.instant()), new MeasureOptions().book());
        }
        try (ClusterServer server = cluster.server()) {
            var read = server.read(null, clock.instant()).cluster();
            return Advising.scene(read, new Unmeasured(clock.instant()), new MeasureOptions().book());
        }
    }

    private void print(List<Row> rows) {
        PrintWriter out = spec.commandLine().getOut();
        if (output == Output.json) {
            out.println(Documents.json(rows.stream().map(Row::tree).toList()));
        } else if (rows.isEmpty()) {
            out.println("No advice was followed yet; kerf advise lists what there is.");
        } else {
            table(rows).forEach(out::println);
        }
        out.flush();
    }

    private static List<String> table(List<Row> rows) {
        TextTable table =
                new TextTable("ADVICE", "SINCE", "STATE", "BEFORE", "NOW", "SAVED", "EXPECTED", "NODES", "A MONTH");
        for (Row row : rows) {
            table.row(
                    row.expected().advice(),
                    row.expected().at().truncatedTo(ChronoUnit.MINUTES).toString(),
                    row.expected().end(),
                    row.expected().held().toString(),
                    Share.text(row.now()),
                    Share.text(Math.max(0, row.saved())),
                    Figures.about(row.expected().theory()),
                    row.empty().size() + " of " + row.expected().nodes().size(),
                    row.cents() == null
                            ? "no price"
                            : String.format(
                                    Locale.ROOT,
                                    "%,.0f %s",
                                    row.cents() / 100.0,
                                    row.expected().currency()));
        }
        return table.lines();
    }
}
