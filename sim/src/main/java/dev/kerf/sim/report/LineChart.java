package dev.kerf.sim.report;

import static dev.kerf.sim.report.Html.fill;
import static dev.kerf.sim.report.Html.text;

import java.util.ArrayList;
import java.util.List;

/** Lines over arrived percent, with the values they should be seen beside as dashed lines. */
final class LineChart {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 320;
    private static final int LEFT = 52;
    private static final int RIGHT = 14;
    private static final int TOP = 28;
    private static final int BOTTOM = 44;
    private final String label;
    private final int fromX;
    private final int toX;
    private final double fromY;
    private final double toY;
    private final List<String> marks = new ArrayList<>();

    /**
     * An empty chart.
     *
     * @param label of the upright axis, with its unit
     */
    LineChart(String label, int fromX, int toX, double fromY, double toY) {
        this.label = label;
        this.fromX = fromX;
        this.toX = toX;
        this.fromY = fromY;
        this.toY = toY;
    }

    /** The values by percent, from the first to the last the chart shows. */
    void line(double[] values, int colour) {
        List<String> points = new ArrayList<>();
        for (int k = fromX; k <= toX; k++) {
            points.add(fill("%.1f,%.1f", x(k), y(Math.clamp(values[k], fromY, toY))));
        }
        marks.add(fill("<polyline class=\"line c%d\" points=\"%s\"/>", colour, String.join(" ", points)));
    }

    /** A level between two percents, named at its right end. */
    void level(double value, int from, int to, String name) {
        marks.add(fill(
                "<line class=\"level\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%3$.1f\"/>", x(from), x(to), y(value)));
        marks.add(fill(
                "<text class=\"note\" text-anchor=\"end\" x=\"%.1f\" y=\"%.1f\">%s</text>",
                x(to), y(value) - 5, text(name)));
    }

    private double x(double percent) {
        return LEFT + (percent - fromX) / (toX - fromX) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - (value - fromY) / (toY - fromY) * (HEIGHT - TOP - BOTTOM);
    }

    /** The picture. */
    String svg() {
        StringBuilder svg = new StringBuilder();
        svg.append(fill("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">", WIDTH, HEIGHT, text(label)));
        double step = step(toY - fromY);
        for (double v = Math.ceil(fromY / step) * step; v <= toY + 1e-9; v += step) {
            svg.append(fill(
                    "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%3$.1f\"/>", LEFT, WIDTH - RIGHT, y(v)));
            svg.append(fill("<text text-anchor=\"end\" x=\"%d\" y=\"%.1f\">%s</text>", LEFT - 8, y(v) + 4, number(v)));
        }
        int ticks = toX - fromX > 60 ? 10 : 5;
        for (int k = (fromX + ticks - 1) / ticks * ticks; k <= toX; k += ticks) {
            svg.append(
                    fill("<text text-anchor=\"middle\" x=\"%.1f\" y=\"%d\">%d</text>", x(k), HEIGHT - BOTTOM + 18, k));
        }
        marks.forEach(svg::append);
        svg.append(fill(
                "<text class=\"axis\" text-anchor=\"middle\" x=\"%d\" y=\"%d\">GPUs asked for so far, %% of the cluster</text>",
                (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6));
        return svg.append("</svg>").toString();
    }

    private static String number(double value) {
        return value == Math.rint(value) ? fill("%.0f", value) : fill("%.1f", value);
    }

    private static double step(double range) {
        double[] steps = {0.5, 1, 2, 5, 10, 20};
        for (double step : steps) {
            if (range / step <= 8) {
                return step;
            }
        }
        return 25;
    }
}
