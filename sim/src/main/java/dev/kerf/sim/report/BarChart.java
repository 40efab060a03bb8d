package dev.kerf.sim.report;

import static dev.kerf.sim.report.Html.fill;
import static dev.kerf.sim.report.Html.text;

import java.util.ArrayList;
import java.util.List;

/** Bars lying down, each with a name, one value or two on top of each other, and the figure at its end. */
final class BarChart {
    private static final int WIDTH = 720;
    private static final int ROW = 22;
    private static final int NAMES = 190;
    private static final int FIGURES = 130;

    /** A bar. */
    private record Bar(String name, int colour, double solid, double light, String figure) {}

    private final String label;
    private final List<Bar> bars = new ArrayList<>();

    BarChart(String label) {
        this.label = label;
    }

    /** One more bar. */
    void bar(String name, int colour, double solid, double light, String figure) {
        bars.add(new Bar(name, colour, solid, light, figure));
    }

    /** The picture. */
    String svg() {
        double most =
                bars.stream().mapToDouble(b -> b.solid() + b.light()).max().orElse(1);
        double scale = (WIDTH - NAMES - FIGURES) / Math.max(most, 1e-9);
        StringBuilder svg = new StringBuilder();
        svg.append(fill(
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
                WIDTH, bars.size() * ROW + 6, text(label)));
        for (int i = 0; i < bars.size(); i++) {
            svg.append(row(bars.get(i), i * ROW + 4, scale));
        }
        return svg.append("</svg>").toString();
    }

    private static String row(Bar bar, int y, double scale) {
        double solid = bar.solid() * scale;
        double light = bar.light() * scale;
        return fill("<text text-anchor=\"end\" x=\"%d\" y=\"%d\">%s</text>", NAMES - 8, y + 13, text(bar.name()))
                + fill(
                        "<rect class=\"c%d\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
                        bar.colour(), NAMES, y, solid, ROW - 6)
                + fill(
                        "<rect class=\"c%d light\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
                        bar.colour(), NAMES + solid, y, light, ROW - 6)
                + fill(
                        "<text class=\"note\" x=\"%.1f\" y=\"%d\">%s</text>",
                        NAMES + solid + light + 6, y + 13, text(bar.figure()));
    }
}
