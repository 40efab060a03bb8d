package dev.kerf.cli;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Advice;
import dev.kerf.core.advise.Benefit;
import dev.kerf.core.advise.Confidence;
import dev.kerf.core.advise.Draft;
import dev.kerf.core.advise.Guard;
import dev.kerf.core.advise.Observation;
import dev.kerf.core.advise.Target;
import dev.kerf.core.price.Money;
import dev.kerf.objects.advise.Patch;
import dev.kerf.objects.advise.Patches;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One advice, as {@code advise -o json} and {@code advise show} print it. */
record AdviceDocument(Advice advice, Instant now) {
    private Draft draft() {
        return advice.draft();
    }

    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", advice.id());
        tree.put("type", draft().kind().name());
        tree.put("title", draft().kind().title());
        tree.put("target", target(draft().target()));
        tree.put("window", window());
        tree.put(
                "evidence",
                draft().evidence().stream().map(AdviceDocument::evidence).toList());
        tree.put("method", draft().method());
        tree.put("target_value", draft().goal());
        tree.put("decomposition", new LinkedHashMap<>(draft().decomposition()));
        tree.put("saving", saving(advice.benefit()));
        tree.put("with", advice.with());
        tree.put("proof", advice.proof());
        tree.put("risk", risk());
        tree.put("confidence", confidence(draft().confidence()));
        tree.put("guards", advice.guards().stream().map(AdviceDocument::guard).toList());
        tree.put("action", action());
        tree.put("expiry", advice.expires().toString());
        tree.put("links", List.of());
        return tree;
    }

    private static Map<String, Object> target(Target target) {
        Map<String, Object> tree = new LinkedHashMap<>();
        switch (target) {
            case Target.OfWorkload of -> {
                tree.put("namespace", of.namespace());
                tree.put("owner", of.workload());
                tree.put("container", of.container());
            }
            case Target.OfNode of -> tree.put("node", of.node());
            case Target.OfGpu of -> {
                tree.put("node", of.node());
                tree.put("device", of.gpu());
            }
            case Target.OfFleet of -> tree.put("model", of.model());
        }
        return tree;
    }

    private Map<String, Object> window() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("from", now.minus(draft().window()).toString());
        tree.put("to", now.toString());
        return tree;
    }

    private static Map<String, Object> evidence(Observation seen) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("query", seen.query());
        tree.put("value", number(seen.value()));
        tree.put("threshold", number(seen.threshold()));
        tree.put("unit", seen.unit());
        tree.put("coverage", Figures.rounded(seen.coverage()));
        return tree;
    }

    private static @Nullable Double number(double value) {
        return Double.isNaN(value) ? null : value;
    }

    /** Also of what all advice saves together. */
    static Map<String, Object> saving(Benefit benefit) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("theoretical_gpus", Figures.rounded(benefit.theoretical()));
        tree.put("realisable_gpus", Figures.rounded(benefit.realisable()));
        tree.put("nodes", benefit.empty());
        tree.put("served", benefit.served().stream().map(Object::toString).toList());
        tree.put("price_basis", benefit.basis());
        tree.put("currency", benefit.real() == null ? null : benefit.real().currency());
        tree.put("per_hour", money(benefit.real()));
        tree.put("per_month", money(Benefit.month(benefit.real())));
        tree.put("theoretical_per_hour", money(benefit.theory()));
        tree.put("theoretical_per_month", money(Benefit.month(benefit.theory())));
        tree.put("per_hour_interval", java.util.Arrays.asList(money(benefit.low()), money(benefit.real())));
        return tree;
    }

    private static @Nullable Double money(@Nullable Money money) {
        return money == null ? null : money.cents() / 100.0;
    }

    private Map<String, Object> risk() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("score", Figures.rounded(draft().risk().score()));
        tree.put("slo_exposure", draft().risk().exposure());
        return tree;
    }

    private static Map<String, Object> confidence(Confidence confidence) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("score", Figures.rounded(confidence.worth()));
        tree.put("data_days", Figures.rounded(confidence.days()));
        tree.put("coverage", Figures.rounded(confidence.coverage()));
        tree.put("attribution", confidence.attribution());
        tree.put("model", confidence.model());
        return tree;
    }

    private static Map<String, Object> guard(Guard guard) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", guard.name());
        tree.put("pass", guard.passes());
        tree.put("message", guard.message());
        return tree;
    }

    private Map<String, Object> action() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("kind", draft().action().word());
        tree.put("sentence", draft().action().sentence());
        tree.put("patch", patch());
        tree.put("reversible", draft().action().reversible());
        return tree;
    }

    /** What it patches, or the manifest a person applies. */
    String patch() {
        if (draft().action() instanceof Action.Manifest manifest) {
            return manifest.manifest();
        }
        return Patches.of(draft().action()).stream().map(Patch::yaml).collect(Collectors.joining("---\n"));
    }

    /** All about it, for people. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(advice.id() + ": " + draft().kind().title() + ", " + draft().target());
        lines.add("");
        lines.add("  do        " + draft().action().sentence());
        lines.add("  goal      " + draft().goal());
        lines.add("  saves     " + advice.benefit().sentence());
        lines.add("  money     " + moneyLine());
        lines.add("  risk      " + text("%.2f", draft().risk().score()) + "; "
                + draft().risk().exposure());
        lines.add("  sure      " + sure());
        lines.add("  expires   " + advice.expires());
        if (!advice.proof().isEmpty()) {
            lines.add("  proof     " + advice.proof());
        }
        if (!advice.with().isEmpty()) {
            lines.add("  with      " + String.join(", ", advice.with()));
        }
        lines.addAll(List.of("", "How it was reckoned: " + draft().method()));
        draft().decomposition().forEach((part, value) -> lines.add("  " + padded(part) + value));
        lines.addAll(List.of("", "What was seen:"));
        draft().evidence().forEach(seen -> lines.add("  " + seen));
        lines.addAll(List.of("", "Guards:"));
        advice.guards()
                .forEach(g -> lines.add("  " + (g.passes() ? "pass  " : "STOP  ") + padded(g.name()) + g.message()));
        lines.addAll(List.of("", "Patch:"));
        patch().lines().forEach(line -> lines.add("  " + line));
        return lines;
    }

    private String sure() {
        Confidence c = draft().confidence();
        return text(
                "%.2f: %.1f days, %.0f %% of them measured, attribution %.2f, forecast %.2f",
                c.worth(), c.days(), c.coverage() * 100, c.attribution(), c.model());
    }

    private String moneyLine() {
        Benefit benefit = advice.benefit();
        return benefit.theory() == null
                ? "unknown: " + String.join("; ", benefit.basis())
                : text("%s an hour really, %s in theory", benefit.real(), benefit.theory());
    }

    private static String padded(String name) {
        return text("%-22s", name);
    }

    @SuppressWarnings("AnnotateFormatMethod") // would need a library for one annotation
    private static String text(String format, @Nullable Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
