package dev.kerf.sim.study;

import dev.kerf.sim.openb.OpenbPod;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Two policies on the same trace, paired by seed.
 *
 * @param ours   one outcome a seed
 * @param theirs one outcome a seed, in the same order
 */
record Paired(List<Outcome> ours, List<Outcome> theirs) {
    static double mean(List<Outcome> outcomes, ToDoubleFunction<Outcome> figure) {
        return outcomes.stream().mapToDouble(figure).average().orElseThrow();
    }

    /** Mean difference at 100 %, in points. */
    double gain() {
        return mean(ours, Outcome::at100) - mean(theirs, Outcome::at100);
    }

    /** Student's t of the paired differences at 100 %. */
    double t() {
        int n = ours.size();
        double mean = gain();
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double off = ours.get(i).at100() - theirs.get(i).at100() - mean;
            squares += off * off;
        }
        return mean / Math.sqrt(squares / (n - 1) / n);
    }

    /** Pods failed up to 100 %, summed over seeds: CPU-only, part, one GPU, several GPUs. */
    static String failed(List<Outcome> outcomes) {
        List<String> sums = new ArrayList<>();
        for (OpenbPod.Kind kind : OpenbPod.Kind.values()) {
            sums.add(Integer.toString(outcomes.stream()
                    .mapToInt(o -> o.failed().getOrDefault(kind, 0))
                    .sum()));
        }
        return String.join("/", sums);
    }

    /** Decisions per second over all outcomes together. */
    static double rate(List<Outcome> outcomes) {
        return outcomes.stream().mapToDouble(Outcome::decisions).sum()
                / outcomes.stream().mapToDouble(Outcome::seconds).sum();
    }

    static String points(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
