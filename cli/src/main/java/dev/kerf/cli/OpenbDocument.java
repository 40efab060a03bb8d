package dev.kerf.cli;

import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.sim.openb.OpenbPod;
import dev.kerf.sim.replay.Curve;
import dev.kerf.sim.replay.Optimum;
import dev.kerf.sim.replay.Played;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What came of one replay, beside the optimum, as tree and as lines of text. */
record OpenbDocument(String policy, long seed, Played played, Optimum optimum) {
    private static final int FULL = 100;

    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("policy", policy);
        tree.put("seed", seed);
        tree.put("curve", Arrays.stream(played.allocation()).boxed().toList());
        tree.put("at100", played.allocation()[FULL]);
        tree.put("at130", played.allocation()[Curve.LAST]);
        tree.put("bound", bound());
        tree.put("failed_to_100", failed());
        tree.put("first_failure_percent", Double.isNaN(played.firstFailure()) ? null : played.firstFailure());
        tree.put("placements", played.placements());
        if (played.moved() > 0) {
            tree.put("moved", played.moved());
        }
        tree.put("placements_per_s", (double) Math.round(played.placements() / played.seconds()));
        tree.put("peak_rss_bytes", PeakMemory.bytes());
        return tree;
    }

    private Map<String, Object> bound() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("at100_gpus", optimum.at100().gpus());
        tree.put("at130_gpus", optimum.at130().gpus());
        tree.put("certified", optimum.certified());
        return tree;
    }

    private Map<String, Object> failed() {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (OpenbPod.Kind kind : OpenbPod.Kind.values()) {
            tree.put(kind.name().toLowerCase(Locale.ROOT), played.failed(kind));
        }
        return tree;
    }

    List<String> lines() {
        double capacity = played.trace().capacity() / 1000.0;
        List<String> lines = new ArrayList<>();
        lines.add(text(
                "%s, seed %d: %,d pods on %,d nodes with %,.0f GPUs",
                policy,
                seed,
                played.trace().arrivals().size(),
                played.trace().nodes().size(),
                capacity));
        lines.add("");
        TextTable table = new TextTable("ARRIVED", "ALLOCATED", "OPTIMUM", "GAP");
        row(table, FULL, optimum.at100().gpus(), capacity);
        row(table, Curve.LAST, optimum.at130().gpus(), capacity);
        lines.addAll(table.lines());
        lines.add("");
        lines.add(text(
                "failed up to 100 %%: %d CPU-only, %d part, %d one-GPU, %d multi-GPU; first failure at %s",
                played.failed(OpenbPod.Kind.CPU),
                played.failed(OpenbPod.Kind.SHARE),
                played.failed(OpenbPod.Kind.ONE),
                played.failed(OpenbPod.Kind.MULTI),
                first()));
        lines.add("GPUs not allocated at the end: " + unallocated());
        String moves = played.moved() == 0 ? "" : text(", %,d moved for others", played.moved());
        lines.add(text("%,d placed%s, %,.0f decisions/s", played.placements(), moves, played.rate()));
        lines.add(
                "The column 100 averages arrivals of 99.5 to 100.5 %; its optimum is that of the longest arrived prefix"
                        + " that asks for no more than there is.");
        return lines;
    }

    private void row(TextTable table, int percent, double bound, double capacity) {
        double allocated = played.allocation()[percent];
        table.row(
                percent + " %",
                text("%.2f %% (%,.1f GPUs)", allocated, allocated * capacity / FULL),
                text("%.2f %% (%,.1f GPUs)", bound / capacity * FULL, bound),
                text("%.1f GPUs", bound - allocated * capacity / FULL));
    }

    private String first() {
        return Double.isNaN(played.firstFailure()) ? "none" : text("%.2f %%", played.firstFailure());
    }

    private String unallocated() {
        Snapshot snapshot = played.end().snapshot();
        SortedMap<String, Integer> left = new TreeMap<>();
        for (int n = 0; n < snapshot.nodeCount(); n++) {
            if (snapshot.deviceCount(n) > 0) {
                left.merge(snapshot.node(n).gpus().model(), played.end().gpuFree(n), Integer::sum);
            }
        }
        List<String> parts = new ArrayList<>();
        left.forEach((model, milli) -> parts.add(text("%s %.1f", model, milli / 1000.0)));
        return String.join(", ", parts);
    }

    @SuppressWarnings("AnnotateFormatMethod") // would need a library for one annotation
    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
