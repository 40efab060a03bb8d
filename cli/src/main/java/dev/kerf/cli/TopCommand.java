package dev.kerf.cli;

import dev.kerf.core.advise.Scene;
import dev.kerf.core.advise.Work;
import dev.kerf.core.model.GpuTime;
import dev.kerf.core.model.Share;
import dev.kerf.core.price.Asset;
import dev.kerf.core.price.Money;
import dev.kerf.core.price.Priced;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import dev.kerf.kube.api.Unreachable;
import dev.kerf.objects.ReadOptions;
import dev.kerf.objects.read.InputException;
import dev.kerf.objects.write.Documents;
import dev.kerf.observe.prometheus.SourceException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
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

/** {@code kerf top}: who holds which GPUs, how busy they are, and since when idle. */
@Command(
        name = "top",
        description = "Who holds GPUs, how busy they were, and since when they do nothing.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "BUSY 24H  mean activity of its GPUs; FROM says which counter it was read from",
            "IDLE      since nothing was above 2 %; - : not idle; ? : not measured",
            "",
            "Examples:",
            "  kerf top --prometheus http://prometheus.monitoring:9090",
            "  kerf top -o json",
            "",
            "Exit codes: 0 done, 2 bad input, 3 no server or it refuses."
        })
final class TopCommand implements Callable<Integer> {
    private static final int BAD_INPUT = 2;
    private static final int UNREACHABLE = 3;
    private static final Duration DAY = Duration.ofDays(1);
    private static final long HOUR = 3600;

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
        try {
            Scene scene = Looked.at(cluster, measures, new ReadOptions(null, clock.instant()), clock)
                    .scene();
            print(scene);
            return 0;
        } catch (InputException unusable) {
            say("kerf: " + unusable.sentence());
            return BAD_INPUT;
        } catch (Unreachable away) {
            say("kerf: " + away.getMessage());
            return UNREACHABLE;
        } catch (SourceException away) {
            say("kerf: " + away.sentence());
            return UNREACHABLE;
        }
    }

    /** What one workload holds and does. */
    private record Row(
            Work work,
            double gpus,
            @Nullable Double busy,
            @Nullable Double memory,
            String rung,
            @Nullable Instant idle,
            @Nullable Money hourly) {
        static Row of(Work work, Scene scene) {
            List<Seen> activity = List.copyOf(work.of(Signal.ACTIVITY).values());
            return new Row(
                    work,
                    work.held() / (double) Share.WHOLE,
                    mean(activity, scene),
                    mean(List.copyOf(work.of(Signal.GPU_MEMORY).values()), scene),
                    activity.isEmpty() || activity.getFirst().rung() == null
                            ? ""
                            : activity.getFirst().rung().name(),
                    idle(activity, scene),
                    hourly(work, scene));
        }

        private static @Nullable Double mean(List<Seen> seen, Scene scene) {
            double sum = 0;
            int count = 0;
            for (Seen each : seen) {
                double mean = each.track().last(DAY, scene.now()).mean();
                if (!Double.isNaN(mean)) {
                    sum += mean;
                    count++;
                }
            }
            return count == 0 ? null : sum / count;
        }

        /** Since when none of its GPUs did anything; null: not idle, or not measured. */
        private static @Nullable Instant idle(List<Seen> activity, Scene scene) {
            Instant since = null;
            for (Seen each : activity) {
                Instant last = each.track().lastAbove(scene.thresholds().idle());
                Instant own = last == null
                        ? each.track().start()
                        : last.plus(each.track().step());
                since = since == null || own.isAfter(since) ? own : since;
            }
            Duration enough = scene.thresholds().idleFor();
            return since != null && Duration.between(since, scene.now()).compareTo(enough) >= 0 ? since : null;
        }

        private static @Nullable Money hourly(Work work, Scene scene) {
            Money sum = Money.none(scene.book().currency());
            for (var id : work.ids()) {
                for (Work.Piece piece : work.pieces(id)) {
                    var machine = scene.machine(piece.node());
                    if (machine == null || !(scene.book().of(Asset.of(machine.node())) instanceof Priced.Known known)) {
                        return null;
                    }
                    sum = sum.plus(known.price().of(new GpuTime(piece.thousandths() * HOUR)));
                }
            }
            return sum;
        }

        Map<String, Object> tree() {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("namespace", work.namespace());
            tree.put("workload", work.workload());
            tree.put("pods", work.placements().size());
            tree.put("gpus", Figures.rounded(gpus));
            tree.put("busy_24h", busy);
            tree.put("busy_from", rung);
            tree.put("gpu_memory_bytes", memory);
            tree.put("idle_since", idle == null ? null : idle.toString());
            tree.put("per_hour", hourly == null ? null : hourly.cents() / 100.0);
            return tree;
        }
    }

    private void print(Scene scene) {
        List<Row> rows = new ArrayList<>(scene.works().stream()
                .filter(w -> w.held() > 0)
                .map(w -> Row.of(w, scene))
                .toList());
        rows.sort(Comparator.comparing((Row r) -> r.idle() == null)
                .thenComparing(Comparator.comparingDouble(Row::gpus).reversed()));
        PrintWriter out = spec.commandLine().getOut();
        switch (output) {
            case json -> out.println(Documents.json(rows.stream().map(Row::tree).toList()));
            case yaml -> out.println(Documents.yaml(rows.stream().map(Row::tree).toList()));
            case table -> table(rows, scene).forEach(out::println);
        }
        out.flush();
    }

    private static List<String> table(List<Row> rows, Scene scene) {
        if (rows.isEmpty()) {
            return List.of("Nobody holds a GPU.");
        }
        TextTable table = new TextTable(
                "NAMESPACE", "WORKLOAD", "PODS", "GPUS", "BUSY 24H", "GPU MEMORY", "FROM", "IDLE", "AN HOUR");
        for (Row row : rows) {
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

    private void say(String sentence) {
        spec.commandLine().getErr().println(sentence);
        spec.commandLine().getErr().flush();
    }
}
