package dev.kerf.sim.study;

import dev.kerf.sim.openb.OpenbFolder;
import dev.kerf.sim.openb.OpenbTrace;
import dev.kerf.sim.replay.Lineup;
import dev.kerf.sim.replay.Replay;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** What a decision costs when there are many times the nodes and pods. */
public final class ScaleStudy {
    private static final int RUNS = 5;
    private static final int SMALL_RUNS = 25;
    private static final int TIMES = 25;
    private final Field field;

    /**
     * A study of the traces in the folder.
     *
     * @param progress told what is under way
     */
    public ScaleStudy(OpenbFolder folder, Consumer<String> progress) {
        this.field = new Field(folder, progress);
    }

    /** The section with its heading: medians of five runs in this process, few and many in turns, after one to warm up. */
    public String section() {
        MarkdownTable table = new MarkdownTable(
                "trace", "policy", "decisions/s at 1,213 nodes", "at 30,325 nodes", "cost per decision, times");
        for (String trace : List.of("default", "gpuspec33")) {
            for (String policy : List.of("bestfit", "fgd", "kerf")) {
                row(table, trace, policy);
            }
        }
        return "### Twenty-five times the nodes and pods\n\n" + table;
    }

    private void row(MarkdownTable table, String trace, String policy) {
        OpenbTrace small = field.trace(trace, 42);
        OpenbTrace large = small.scaled(TIMES);
        double[] few = new double[RUNS];
        double[] many = new double[RUNS];
        double[] times = new double[RUNS];
        rate(large, trace, policy);
        for (int run = 0; run < RUNS; run++) {
            few[run] = median(IntStream.range(0, SMALL_RUNS)
                    .mapToDouble(i -> rate(small, trace, policy))
                    .toArray());
            many[run] = rate(large, trace, policy);
            times[run] = few[run] / many[run];
        }
        table.row(trace, policy, text("%,.0f", median(few)), text("%,.0f", median(many)), text("%.2f", median(times)));
    }

    private double rate(OpenbTrace trace, String list, String policy) {
        return Replay.play(trace, Lineup.policy(policy, field.pods(list))).rate();
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
