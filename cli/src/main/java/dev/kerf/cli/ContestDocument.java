package dev.kerf.cli;

import dev.kerf.contest.Contender;
import dev.kerf.contest.Row;
import dev.kerf.contest.Target;
import dev.kerf.objects.write.Documents;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a contest found: every run in JSON, the medians beside kube-scheduler's in Markdown. */
record ContestDocument(List<Row> rows, List<Target> targets) {
    private static final String NONE = "–";
    private static final String HEAD = """
            | shape | contender | pods/s | times kube-scheduler | steady pods/s | seconds | p50 ms | p99 ms | CPU ms/pod | RSS MiB | writes/pod |
            |---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|
            """;

    String table() {
        List<Row> medians = Row.medians(rows);
        StringBuilder text = new StringBuilder(HEAD);
        medians.forEach(row -> text.append(line(row, medians)).append('\n'));
        if (!targets.isEmpty()) {
            text.append("\n| target | bar | found | |\n|---|---:|---:|---|\n");
            targets.forEach(target -> text.append(line(target)).append('\n'));
        }
        return text.toString().stripTrailing();
    }

    private static String line(Row row, List<Row> medians) {
        return cells(
                row.shape(),
                row.contender(),
                number(row.podsPerS(), 0),
                number(times(row, medians), 2),
                number(row.steadyPodsPerS(), 0),
                row.bound() == row.pods() || !Double.isNaN(row.seconds())
                        ? number(row.seconds(), 2)
                        : "bound " + row.bound() + " of " + row.pods(),
                number(row.p50Ms(), 0),
                number(row.p99Ms(), 0),
                number(row.schedulerCpuMsPerPod(), 2),
                number(row.schedulerRssMib(), 0),
                number(row.writesPerPod(), 2));
    }

    /** How many times as fast as kube-scheduler at the same shape. */
    private static double times(Row row, List<Row> medians) {
        return medians.stream()
                .filter(other -> other.shape().equals(row.shape()))
                .filter(other -> other.contender().equals(Contender.KUBE_SCHEDULER.word()))
                .mapToDouble(other -> other.seconds() / row.seconds())
                .findFirst()
                .orElse(Double.NaN);
    }

    private static String line(Target target) {
        String bar = (target.least() ? "≥ " : "≤ ") + number(target.bar(), 2);
        return cells(target.what(), bar, number(target.found(), 2), target.met() ? "met" : "missed");
    }

    private static String cells(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String number(double figure, int decimals) {
        return Double.isNaN(figure) ? NONE : String.format(Locale.ROOT, "%." + decimals + "f", figure);
    }

    String json() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("rows", rows.stream().map(ContestDocument::tree).toList());
        document.put(
                "medians", Row.medians(rows).stream().map(ContestDocument::tree).toList());
        document.put("targets", targets.stream().map(ContestDocument::tree).toList());
        return Documents.json(document);
    }

    private static Map<String, Object> tree(Row row) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("shape", row.shape());
        tree.put("contender", row.contender());
        tree.put("run", row.run());
        tree.put("pods", row.pods());
        tree.put("nodes", row.nodes());
        tree.put("bound", row.bound());
        tree.put("seconds", figure(row.seconds()));
        tree.put("pods_per_s", figure(row.podsPerS()));
        tree.put("steady_pods_per_s", figure(row.steadyPodsPerS()));
        tree.put("p50_ms", figure(row.p50Ms()));
        tree.put("p99_ms", figure(row.p99Ms()));
        tree.put("scheduler_cpu_ms_per_pod", figure(row.schedulerCpuMsPerPod()));
        tree.put("scheduler_rss_mib", figure(row.schedulerRssMib()));
        tree.put("writes_per_pod", figure(row.writesPerPod()));
        return tree;
    }

    private static Map<String, Object> tree(Target target) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("what", target.what());
        tree.put("found", figure(target.found()));
        tree.put(target.least() ? "at_least" : "at_most", target.bar());
        tree.put("met", target.met());
        return tree;
    }

    private static @Nullable Double figure(double figure) {
        return Double.isNaN(figure) ? null : (Double) (Math.round(figure * 1000) / 1000.0);
    }
}
