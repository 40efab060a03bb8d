package dev.kerf.sim.study;

import static dev.kerf.sim.study.Paired.mean;
import static dev.kerf.sim.study.Paired.points;

import dev.kerf.sim.contender.Contender;
import dev.kerf.sim.openb.OpenbFolder;
import dev.kerf.sim.openb.PublishedBounds;
import dev.kerf.sim.openb.PublishedCurves;
import dev.kerf.sim.replay.Optimum;
import dev.kerf.sim.replay.Played;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Everything docs/benchmarks.md says of the openb trace, measured anew and told in Markdown. */
public final class OpenbStudy {
    private static final String KERF = "kerf";
    private static final String FGD = "fgd";
    private static final List<String[]> OTHER_LISTS = List.of(
            new String[] {"default", "gpushare40"},
            new String[] {"gpuspec33", "default"},
            new String[] {"multigpu30", "default"},
            new String[] {"multigpu20", "cpu050"},
            new String[] {"gpushare100", "multigpu20"});
    private final Field field;
    private final Map<String, List<Outcome>> fgd = new HashMap<>();

    /**
     * A study of the traces in the folder.
     *
     * @param progress told what is under way
     */
    public OpenbStudy(OpenbFolder folder, Consumer<String> progress) {
        this.field = new Field(folder, progress);
    }

    /** The sections, each with its heading. Takes some minutes. */
    public List<String> sections() {
        return List.of(conformance(), bounds(), ahead(), otherList(), noList());
    }

    private String conformance() {
        PublishedCurves published = field.folder().published();
        MarkdownTable table = new MarkdownTable("policy", "curves equal", "of", "decisions/s");
        for (Contender contender : Contender.values()) {
            if (contender != Contender.RANDOM) {
                conformance(contender, published, table);
            }
        }
        return "### The published curves, column 0 to 130, tolerance 0\n\n" + table;
    }

    private void conformance(Contender contender, PublishedCurves published, MarkdownTable table) {
        String name = contender.name().toLowerCase(Locale.ROOT);
        int equal = 0;
        List<Outcome> outcomes = new ArrayList<>();
        for (String trace : OpenbFolder.TRACES) {
            for (long seed : OpenbFolder.SEEDS) {
                Played played = field.play(name, trace, seed);
                outcomes.add(Outcome.of(played));
                equal +=
                        Arrays.equals(played.allocation(), published.curve(trace, contender.published(), seed)) ? 1 : 0;
            }
        }
        table.row(name, Integer.toString(equal), Integer.toString(outcomes.size()), rate(outcomes));
    }

    private String bounds() {
        PublishedBounds published = field.folder().bounds();
        MarkdownTable table = new MarkdownTable(
                "trace", "seed", "ours at 100 %", "published", "ours at 130 %", "published", "certified");
        for (String trace : OpenbFolder.TRACES) {
            if (published.has(trace, 42, 100)) {
                Optimum optimum = Optimum.of(field.trace(trace, 42));
                table.row(
                        trace,
                        "42",
                        gpus(optimum.at100().gpus()),
                        gpus(published.gpus(trace, 42, 100)),
                        gpus(optimum.at130().gpus()),
                        gpus(published.gpus(trace, 42, 130)),
                        optimum.certified() ? "yes" : "no");
            }
        }
        return "### The offline bound, in GPUs\n\n" + table;
    }

    private String ahead() {
        MarkdownTable table = new MarkdownTable(
                "trace", "kerf", "FGD", "gain", "t", "optimum", "kerf at 130 %", "failed kerf", "failed FGD");
        List<Outcome> all = new ArrayList<>();
        for (String trace : OpenbFolder.TRACES) {
            Paired paired = paired(KERF, trace, trace);
            all.addAll(paired.ours());
            double optimum = Optimum.of(field.trace(trace, 42)).at100().gpus();
            double capacity = field.trace(trace, 42).capacity() / 1000.0;
            table.row(
                    trace,
                    points(mean(paired.ours(), Outcome::at100)),
                    points(mean(paired.theirs(), Outcome::at100)),
                    "+" + points(paired.gain()),
                    points(paired.t()),
                    points(optimum / capacity * 100),
                    points(mean(paired.ours(), Outcome::at130)),
                    Paired.failed(paired.ours()),
                    Paired.failed(paired.theirs()));
        }
        return "### kerf beside FGD: percent allocated when 100 % has arrived, means of five seeds\n\n" + table
                + "\n\nFailed: CPU-only/part/one/several GPUs up to 100 %, sums of five seeds. Optimum: seed 42.\n"
                + "All fifty replays of kerf in this process: " + rate(all)
                + " decisions/s, rethinking the mix included.";
    }

    private String otherList() {
        MarkdownTable table = new MarkdownTable(
                "trace", "given the list of", "kerf", "FGD with its own list", "gain", "t", "failed kerf");
        for (String[] pair : OTHER_LISTS) {
            row(table, paired(KERF, pair[0], pair[1]), pair[0], pair[1]);
        }
        return "### Given the wrong list\n\n" + table;
    }

    private String noList() {
        MarkdownTable table =
                new MarkdownTable("trace", "given", "kerf", "FGD with its own list", "gain", "t", "failed kerf");
        for (String trace : OpenbFolder.TRACES) {
            row(table, paired("kerf-learning", trace, trace), trace, "nothing");
        }
        return "### Given no list: the mix is learned from what arrives\n\n" + table;
    }

    private static void row(MarkdownTable table, Paired paired, String trace, String given) {
        table.row(
                trace,
                given,
                points(mean(paired.ours(), Outcome::at100)),
                points(mean(paired.theirs(), Outcome::at100)),
                "+" + points(paired.gain()),
                points(paired.t()),
                Paired.failed(paired.ours()));
    }

    private Paired paired(String policy, String trace, String list) {
        List<Outcome> theirs = fgd.computeIfAbsent(trace, t -> field.outcomes(FGD, t, t));
        return new Paired(field.outcomes(policy, trace, list), theirs);
    }

    private static String rate(List<Outcome> outcomes) {
        return String.format(Locale.ROOT, "%,.0f", Paired.rate(outcomes));
    }

    private static String gpus(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
