package dev.kerf.cli;

import dev.kerf.core.overview.Fleet;
import dev.kerf.core.overview.Going;
import dev.kerf.core.overview.Holding;
import dev.kerf.core.overview.Overview;
import dev.kerf.core.overview.Waiting;
import dev.kerf.objects.ReadResult;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A first look at a cluster, as {@code report -o json} prints it and as text. */
record ReportDocument(String title, ReadResult input, Overview overview) {
    private static final int SHOWN = 15;
    private static final int NAMED = 3;

    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("cluster", title);
        tree.put("as_of", asOf());
        tree.put("total", fleet(overview.total()));
        tree.put("fleet", overview.fleets().stream().map(ReportDocument::fleet).toList());
        tree.put(
                "holdings",
                overview.holdings().stream().map(ReportDocument::holding).toList());
        tree.put(
                "pending",
                overview.waiting().stream().map(ReportDocument::waiting).toList());
        tree.put(
                "would_place",
                overview.going().stream().map(ReportDocument::going).toList());
        tree.put(
                "nodes",
                overview.machines().stream()
                        .map(m -> new MachineDocument(m).tree())
                        .toList());
        tree.put("skipped", skipped());
        tree.put("warnings", warnings());
        return tree;
    }

    /** The moment it was looked at. */
    String asOf() {
        return input.cluster().asOf().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    List<String> warnings() {
        List<String> all = new ArrayList<>();
        input.warnings().forEach(w -> all.add(w.toString()));
        all.addAll(overview.warnings());
        return all;
    }

    private List<Object> skipped() {
        List<Object> all = new ArrayList<>();
        input.skipped().forEach((kind, count) -> all.add(Map.of("kind", kind, "count", count)));
        return all;
    }

    private static Map<String, Object> fleet(Fleet fleet) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("model", fleet.model());
        tree.put("nodes", fleet.nodes());
        tree.put("gpus", fleet.gpus());
        tree.put("gpus_used", Figures.rounded(fleet.gpus() - fleet.idle().free()));
        tree.put("gpus_free", Figures.rounded(fleet.idle().free()));
        MachineDocument.idle(tree, fleet.idle());
        return tree;
    }

    private static Map<String, Object> holding(Holding holding) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("namespace", holding.namespace());
        tree.put("workload", holding.workload());
        tree.put("pods", holding.tasks());
        tree.put("gpus", Figures.rounded(holding.gpus()));
        tree.put("cpu_milli", holding.cpu().milli());
        tree.put("memory_bytes", holding.memory().count());
        return tree;
    }

    private static Map<String, Object> waiting(Waiting waiting) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("fit", waiting.fit().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        tree.put("code", waiting.reason().code().name());
        tree.put("args", waiting.reason().args());
        tree.put("message", waiting.reason().message());
        tree.put("pods", waiting.tasks());
        tree.put("workloads", waiting.workloads());
        return tree;
    }

    private static Map<String, Object> going(Going going) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("namespace", going.namespace());
        tree.put("workload", going.workload());
        tree.put("pods", going.tasks());
        tree.put("gpus", Figures.rounded(going.gpus()));
        tree.put("nodes", going.nodes());
        return tree;
    }

    /** The report as text. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.addAll(fleets());
        lines.add("");
        lines.addAll(holdings());
        lines.add("");
        lines.addAll(waiting());
        lines.add("");
        lines.addAll(going());
        return lines;
    }

    private List<String> fleets() {
        TextTable table = new TextTable("MODEL", "NODES", "GPUS", "HELD", "FREE", "CLOSED", "STRANDED", "FRAGMENTED");
        overview.fleets().forEach(f -> table.row(row(f.model().isEmpty() ? "(no GPUs)" : f.model(), f)));
        table.row(row("all", overview.total()));
        return table.lines();
    }

    private static String[] row(String name, Fleet fleet) {
        return new String[] {
            name,
            Integer.toString(fleet.nodes()),
            Integer.toString(fleet.gpus()),
            Figures.gpus(fleet.gpus() - fleet.idle().free()),
            Figures.gpus(fleet.idle().free()),
            Figures.about(fleet.idle().closed()),
            Figures.about(fleet.idle().stranded()),
            Figures.about(fleet.idle().fragmented())
        };
    }

    private List<String> holdings() {
        List<Holding> all = overview.holdings();
        if (all.isEmpty()) {
            return List.of("Nothing runs.");
        }
        TextTable table = new TextTable("NAMESPACE", "WORKLOAD", "RUNNING", "GPUS", "CPU", "MEMORY");
        all.stream()
                .limit(SHOWN)
                .forEach(h -> table.row(
                        h.namespace(),
                        h.workload(),
                        Integer.toString(h.tasks()),
                        Figures.gpus(h.gpus()),
                        h.cpu().toString(),
                        h.memory().toString()));
        return withRest(table, all.size());
    }

    private List<String> waiting() {
        List<Waiting> all = overview.waiting();
        if (all.isEmpty()) {
            return List.of("Nothing has to wait.");
        }
        TextTable table = new TextTable("WAITING", "FIT", "WORKLOADS", "WHY");
        all.stream()
                .limit(SHOWN)
                .forEach(w -> table.row(
                        Integer.toString(w.tasks()),
                        w.fit().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        some(w.workloads()),
                        w.reason().message()));
        return withRest(table, all.size());
    }

    private List<String> going() {
        List<Going> all = overview.going();
        if (all.isEmpty()) {
            return List.of("Kerf would place none of what is pending.");
        }
        TextTable table = new TextTable("NAMESPACE", "WORKLOAD", "KERF WOULD PLACE", "GPUS", "ON");
        all.stream()
                .limit(SHOWN)
                .forEach(g -> table.row(
                        g.namespace(),
                        g.workload(),
                        Integer.toString(g.tasks()),
                        Figures.gpus(g.gpus()),
                        some(List.copyOf(g.nodes().keySet()))));
        return withRest(table, all.size());
    }

    private static String some(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
        return names.size() <= NAMED ? first : first + " and " + (names.size() - NAMED) + " more";
    }

    private static List<String> withRest(TextTable table, int all) {
        List<String> lines = new ArrayList<>(table.lines());
        if (all > SHOWN) {
            lines.add("and " + (all - SHOWN) + " more");
        }
        return lines;
    }
}
