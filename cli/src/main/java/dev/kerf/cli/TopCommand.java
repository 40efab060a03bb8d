package dev.kerf.cli;

import dev.kerf.core.advise.Scene;
import dev.kerf.objects.ReadOptions;
import dev.kerf.objects.write.Documents;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kerf top}: who holds which GPUs, how busy they are, and since when idle. */
@Command(
        name = "top",
        description = "Who holds GPUs, how busy they were, and since when they do nothing.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "BUSY 24H  mean activity of its GPUs; FROM says which counter it was read from",
            "IDLE      since nothing was above 2 %%; - : not idle; ? : not measured, or of its card alone",
            "",
            "Examples:",
            "  kerf top --prometheus http://prometheus.monitoring:9090",
            "  kerf top -o json",
            "",
            "Exit codes: 0 done, 2 bad input, 3 no server or it refuses."
        })
final class TopCommand implements Callable<Integer> {

    /** How it can be printed. */
    enum Output {
        table,
        json,
        yaml
    }

    private final InstantSource clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli injects it
    private CommandSpec spec;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private MeasureOptions measures = new MeasureOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Output output = Output.table;

    TopCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        try (Looked looked = Looked.at(cluster, measures, new ReadOptions(null, clock.instant()), clock)) {
            print(looked.scene());
        }
        return 0;
    }

    private void print(Scene scene) {
        List<TopRow> rows = new ArrayList<>(scene.works().stream()
                .filter(w -> w.held() > 0)
                .map(w -> TopRow.of(w, scene))
                .toList());
        rows.sort(Comparator.comparing((TopRow r) -> r.idle() == null)
                .thenComparing(Comparator.comparingDouble(TopRow::gpus).reversed()));
        PrintWriter out = spec.commandLine().getOut();
        switch (output) {
            case json ->
                out.println(Documents.json(rows.stream().map(TopRow::tree).toList()));
            case yaml ->
                out.println(Documents.yaml(rows.stream().map(TopRow::tree).toList()));
            case table -> table(rows, scene).forEach(out::println);
        }
        out.flush();
    }

    private static List<String> table(List<TopRow> rows, Scene scene) {
        if (rows.isEmpty()) {
            return List.of("Nobody holds a GPU.");
        }
        TextTable table = new TextTable(
                "NAMESPACE", "WORKLOAD", "PODS", "GPUS", "BUSY 24H", "GPU MEMORY", "FROM", "IDLE", "AN HOUR");
        for (TopRow row : rows) {
            table.row(
                    row.work().namespace(),
                    row.work().workload(),
                    Integer.toString(row.work().placements().size()),
                    Figures.gpus(row.gpus()),
                    row.busy() == null ? "?" : String.format(Locale.ROOT, "%.1f %%", row.busy() * 100),
                    row.memory() == null ? "?" : String.format(Locale.ROOT, "%.1f GiB", row.memory() / (1L << 30)),
                    row.rung(),
                    row.busy() == null ? "?" : since(row.idle(), scene),
                    row.hourly() == null ? "no price" : row.hourly().toString());
        }
        List<String> lines = new ArrayList<>(table.lines());
        scene.history().lacks().forEach(lack -> lines.add("measurements: " + lack.message()));
        return lines;
    }

    private static String since(@Nullable Instant idle, Scene scene) {
        if (idle == null) {
            return "-";
        }
        Duration time = Duration.between(idle, scene.now());
        return time.toDays() > 1
                ? time.toDays() + "d"
                : time.toHours() > 0 ? time.toHours() + "h" : time.toMinutes() + "m";
    }
}
