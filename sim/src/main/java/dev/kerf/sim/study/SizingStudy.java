package dev.kerf.sim.study;

import dev.kerf.sim.sizing.Rules;
import dev.kerf.sim.sizing.Shape;
import dev.kerf.sim.sizing.ShapeFolder;
import dev.kerf.sim.sizing.Trial;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.function.Consumer;

/** What rules that size GPU work save, at equal violations, on loads shaped by published ones. */
public final class SizingStudy {
    /** Violations that rules are compared at. */
    public static final List<Double> VIOLATIONS = List.of(0.01, 0.02, 0.05, 0.1);

    private static final int SERVICES = 24;
    private final ShapeFolder folder;
    private final Consumer<String> progress;

    /**
     * A study of loads shaped by the folder's traces.
     *
     * @param progress told what is under way
     */
    public SizingStudy(ShapeFolder folder, Consumer<String> progress) {
        this.folder = folder;
        this.progress = progress;
    }

    /** The curves by rule, on loads of one shape. */
    public SequencedMap<String, Trial.Curve> curves(Shape shape, int services, long seed, List<Rules.Family> families) {
        List<double[]> loads = shape.services(services, seed);
        SequencedMap<String, Trial.Curve> curves = new LinkedHashMap<>();
        for (Rules.Family family : families) {
            progress.accept(shape.name() + ", " + family.name());
            curves.put(family.name(), Trial.curve(loads, family));
        }
        return curves;
    }

    /** The shapes to study. */
    public List<Shape> shapes() {
        return Shape.all(folder);
    }

    /** The section with its heading. */
    public String section(long seed) {
        MarkdownTable table = new MarkdownTable(
                "load",
                "rule",
                "saved, % of GPU-hours, at 1 % violations",
                "at 2 %",
                "at 5 %",
                "at 10 %",
                "as it comes: violations %",
                "saved %",
                "changes a day");
        for (Shape shape : shapes()) {
            SequencedMap<String, Trial.Curve> curves = curves(shape, SERVICES, seed, Rules.all());
            Rules.all()
                    .forEach(family -> row(
                            table, shape.name(), family, java.util.Objects.requireNonNull(curves.get(family.name()))));
        }
        return "### Saved GPU-hours against violations, seed " + seed + "\n\n" + table;
    }

    private static void row(MarkdownTable table, String load, Rules.Family family, Trial.Curve curve) {
        Trial.Point usual = curve.points().stream()
                .filter(p -> p.setting() == family.usual())
                .findFirst()
                .orElseThrow();
        table.row(
                load,
                family.name(),
                percent(curve.savedAt(VIOLATIONS.get(0))),
                percent(curve.savedAt(VIOLATIONS.get(1))),
                percent(curve.savedAt(VIOLATIONS.get(2))),
                percent(curve.savedAt(VIOLATIONS.get(3))),
                percent(usual.violations()),
                percent(usual.saved()),
                String.format(Locale.ROOT, "%.1f", usual.changes()));
    }

    private static String percent(double part) {
        return Double.isNaN(part) ? "–" : String.format(Locale.ROOT, "%.1f", part * 100);
    }
}
