package dev.kerf.cli;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Advice;
import dev.kerf.core.advise.Guard;
import dev.kerf.sim.report.AdvicePage;
import dev.kerf.sim.serve.Contenders;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The story of the demo, as text and as data. */
record StoryDocument(StoryOutcome outcome) {
    private static final int HOURS_A_MONTH = 730;

    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("gpus_before", outcome.before().gpus());
        tree.put("gpus_after", outcome.now().gpus());
        tree.put("nodes_before", outcome.before().nodes());
        tree.put("nodes_after", outcome.now().nodes());
        tree.put("oom", outcome.oom());
        tree.put("p99_ms", (double) Math.round(outcome.now().p99()));
        tree.put("p99_ms_before", (double) Math.round(outcome.before().p99()));
        tree.put("slo_ms", StoryOutcome.SLO_MS);
        tree.put("price_per_hour_before", outcome.before().hourly().cents() / 100.0);
        tree.put("price_per_hour_after", outcome.now().hourly().cents() / 100.0);
        tree.put("currency", outcome.now().hourly().currency());
        tree.put("busy_before", Figures.rounded(outcome.before().busy()));
        tree.put("busy_after", Figures.rounded(outcome.now().busy()));
        tree.put("waiting_started", outcome.started());
        tree.put("applied", outcome.applied().stream().map(Advice::id).toList());
        tree.put("audited", outcome.audited());
        tree.put(
                "contenders",
                outcome.contenders().stream().map(StoryDocument::contender).toList());
        tree.put("kept", outcome.kept());
        return tree;
    }

    private static Map<String, Object> contender(Contenders.Outcome contender) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", contender.name());
        tree.put("gpus", contender.gpus());
        tree.put("violations", contender.violations());
        return tree;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "Eight services, each alone on an A100 of two nodes with four; beside them a notebook nobody works in, a pod");
        lines.add(
                "that asks two GPUs and uses one, web servers on a GPU node, and work that waits for four GPUs of one node.");
        lines.add("");
        lines.add("OBSERVED  two weeks, through Prometheus" + lacks());
        lines.add("ADVISED   and proven by planning the changed cluster:");
        lines.addAll(advised());
        lines.addAll(counted());
        lines.addAll(stopped());
        lines.add(text(
                "ACTED     under every guard, one after the other, %d lines of audit log, whose chain holds; a day later:",
                outcome.audited()));
        lines.addAll(before());
        lines.add("");
        lines.add(proof());
        lines.addAll(contenders());
        return lines;
    }

    private String lacks() {
        int lacks = outcome.rounds().getFirst().lacks().size();
        return lacks == 0
                ? "; nothing is missing"
                : "; " + outcome.rounds().getFirst().lacks().getFirst().message();
    }

    private List<String> advised() {
        TextTable table = new TextTable("", "ADVICE", "GOAL", "GPUS", "REALLY", "A MONTH");
        for (Advice advice : outcome.applied()) {
            table.row(
                    "",
                    advice.id(),
                    advice.draft().goal(),
                    Figures.gpus(advice.benefit().theoretical()),
                    Figures.gpus(advice.benefit().realisable()),
                    AdvisedDocument.month(advice.benefit().real()));
        }
        return table.lines();
    }

    /** What gives back a node that advice before it was proven to leave empty: the table has that node twice. */
    private List<String> counted() {
        Set<String> proven = new HashSet<>();
        List<String> lines = new ArrayList<>();
        for (Advice advice : outcome.applied()) {
            if (advice.draft().action() instanceof Action.Drain drain && proven.contains(drain.node())) {
                lines.add("   counted once: " + advice.id() + " ends what the smaller parts were proven to free");
            }
            proven.addAll(advice.benefit().empty());
        }
        return lines;
    }

    /** What a guard stopped, with what it says. */
    private List<String> stopped() {
        List<String> applied = outcome.applied().stream().map(Advice::id).toList();
        return outcome.rounds().getFirst().advice().stream()
                .filter(a -> !a.clear() && !applied.contains(a.id()))
                .map(a -> "   left alone: " + a.id() + ", since "
                        + a.guards().stream()
                                .filter(g -> !g.passes())
                                .map(Guard::message)
                                .findFirst()
                                .orElse(""))
                .toList();
    }

    private List<String> before() {
        TextTable table = new TextTable("", "THE EIGHT", "BEFORE", "AFTER");
        measured().forEach(m -> table.row("", m.what(), m.before(), m.after()));
        return table.lines();
    }

    /** What came of it, row by row. */
    List<AdvicePage.Measured> measured() {
        StoryOutcome.Serving before = outcome.before();
        StoryOutcome.Serving now = outcome.now();
        return List.of(
                new AdvicePage.Measured("GPUs held", Integer.toString(before.gpus()), Integer.toString(now.gpus())),
                new AdvicePage.Measured("nodes", Integer.toString(before.nodes()), Integer.toString(now.nodes())),
                new AdvicePage.Measured("busy, of what is held", percent(before.busy()), percent(now.busy())),
                new AdvicePage.Measured(
                        "p99, worst card",
                        millis(before.p99()),
                        millis(now.p99()) + text(" of %.0f promised", StoryOutcome.SLO_MS)),
                new AdvicePage.Measured("out of memory", "0", Integer.toString(outcome.oom())),
                new AdvicePage.Measured(
                        "an hour", before.hourly().toString(), now.hourly().toString()),
                new AdvicePage.Measured("work that waited", "waits", outcome.started() ? "runs" : "waits"));
    }

    private String proof() {
        String proof = outcome.applied().stream()
                .map(Advice::proof)
                .filter(p -> p.contains("rounded up"))
                .findFirst()
                .orElse("");
        double month =
                (outcome.before().hourly().cents() - outcome.now().hourly().cents()) / 100.0 * HOURS_A_MONTH;
        return proof
                + (proof.isEmpty() ? "" : ". ")
                + text(
                        "In theory %d cards, really one node: %,.0f %s a month.",
                        outcome.before().gpus() - outcome.now().gpus(),
                        month,
                        outcome.now().hourly().currency());
    }

    private List<String> contenders() {
        TextTable table = new TextTable("THE SAME EIGHT BY", "GPUS", "TIME A SERVICE WANTS MORE THAN IT IS GIVEN");
        outcome.contenders()
                .forEach(c -> table.row(c.name(), Integer.toString(c.gpus()), text("%.2f %%", c.violations() * 100)));
        return table.lines();
    }

    private static String percent(double part) {
        return text("%.0f %%", part * 100);
    }

    private static String millis(double millis) {
        return text("%.0f ms", millis);
    }

    @SuppressWarnings("AnnotateFormatMethod") // would need a library for one annotation
    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
