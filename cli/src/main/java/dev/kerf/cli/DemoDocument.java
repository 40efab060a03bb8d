package dev.kerf.cli;

import dev.kerf.sim.openb.OpenbPod;
import dev.kerf.sim.openb.OpenbTrace;
import dev.kerf.sim.replay.Optimum;
import dev.kerf.sim.report.AdvicePage;
import dev.kerf.sim.report.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the demo found.
 *
 * @param story  of the loop
 * @param runs   of the placement; kerf's first
 * @param report where the story's page is
 */
record DemoDocument(StoryDocument story, List<Run> runs, Optimum optimum, Path report) {
    private static final int FULL = 100;

    private OpenbTrace trace() {
        return runs.getFirst().played().trace();
    }

    private double gpus() {
        return trace().capacity() / 1000.0;
    }

    private static double allocated(Run run) {
        return run.played().allocation()[FULL];
    }

    private double inGpus(Run run) {
        return allocated(run) * gpus() / FULL;
    }

    /** Whether the story came out as promised, and kerf allocated at least what each of the others did. */
    boolean kept() {
        return story.outcome().kept() && most();
    }

    private boolean most() {
        return runs.stream().allMatch(r -> allocated(runs.getFirst()) >= allocated(r));
    }

    String title() {
        return text(
                "A made-up fleet of %,d nodes with %,.0f GPUs, and %,d pods",
                trace().nodes().size(), gpus(), trace().arrivals().size());
    }

    /** The story's page. */
    String page() {
        StoryOutcome outcome = story.outcome();
        return new AdvicePage(outcome.scene(), outcome.rounds().getFirst(), story.measured()).html();
    }

    /** Where the page of the placement is: beside the other. */
    Path second() {
        String name = report.getFileName().toString();
        int dot = name.lastIndexOf('.') < 0 ? name.length() : name.lastIndexOf('.');
        return report.resolveSibling(name.substring(0, dot) + "-placement" + name.substring(dot));
    }

    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>(story.tree());
        tree.put("placement", placement());
        tree.put("kept", kept());
        tree.put("report", report.toString());
        return tree;
    }

    private Map<String, Object> placement() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("nodes", trace().nodes().size());
        tree.put("gpus", gpus());
        tree.put("pods", trace().arrivals().size());
        tree.put("bound_gpus", optimum.at100().gpus());
        tree.put("bound_certified", optimum.certified());
        tree.put("contenders", runs.stream().map(this::contender).toList());
        tree.put("kept", most());
        tree.put("report", second().toString());
        return tree;
    }

    private Map<String, Object> contender(Run run) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", run.policy());
        tree.put("allocated_percent", allocated(run));
        tree.put("allocated_gpus", inGpus(run));
        Map<String, Object> failed = new LinkedHashMap<>();
        for (OpenbPod.Kind kind : OpenbPod.Kind.values()) {
            failed.put(kind.name().toLowerCase(Locale.ROOT), run.played().failed(kind));
        }
        tree.put("failed_to_100", failed);
        tree.put("pods_per_s", (double) Math.round(run.played().rate()));
        return tree;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(story.lines());
        lines.add("");
        lines.addAll(placed());
        lines.add("Reports: " + report + " and " + second());
        return lines;
    }

    private List<String> placed() {
        List<String> lines =
                new ArrayList<>(List.of(title() + ", arriving one at a time until 130 % is asked for.", ""));
        TextTable table =
                new TextTable("WHEN 100 % IS ASKED", "ALLOCATED", "GPUS", "BELOW OPTIMUM", "PODS FAILED", "PODS/S");
        double best = optimum.at100().gpus();
        table.row("offline optimum", text("%.2f %%", best / gpus() * FULL), text("%,.1f", best), "", "", "");
        for (Run run : runs) {
            int failed = run.played().failedToFull().values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            table.row(
                    run.policy(),
                    text("%.2f %%", allocated(run)),
                    text("%,.1f", inGpus(run)),
                    text("%.1f GPUs", best - inGpus(run)),
                    text("%,d", failed),
                    text("%,.0f", run.played().rate()));
        }
        lines.addAll(table.lines());
        lines.add("");
        lines.add(conclusion());
        lines.add(text(
                "kerf's pods went through the API of an embedded cluster, in %.1f s; the others were replayed in memory.",
                runs.getFirst().played().seconds()));
        return lines;
    }

    private String conclusion() {
        Run kerf = runs.getFirst();
        Run next = runs.stream()
                .skip(1)
                .max(java.util.Comparator.comparingDouble(DemoDocument::allocated))
                .orElse(kerf);
        double gain = inGpus(kerf) - inGpus(next);
        double closed = gain / (optimum.at100().gpus() - inGpus(next)) * FULL;
        return gain >= 0
                ? text(
                        "kerf puts %.1f more GPUs to work than %s, the next best: %.0f %% of what even perfect foresight could add.",
                        gain, next.policy(), closed)
                : text("kerf puts %.1f fewer GPUs to work than %s here.", -gain, next.policy());
    }

    @SuppressWarnings("AnnotateFormatMethod") // would need a library for one annotation
    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
