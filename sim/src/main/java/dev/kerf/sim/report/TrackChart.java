package dev.kerf.sim.report;

import static dev.kerf.sim.report.Html.fill;
import static dev.kerf.sim.report.Html.text;

import dev.kerf.core.use.Track;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A measured series over time, with the bar it was held against. A gap in the figures is a gap in the line. */
final class TrackChart {
    private static final int WIDTH = 360;
    private static final int HEIGHT = 84;
    private static final int LEFT = 44;
    private static final int RIGHT = 8;
    private static final int TOP = 10;
    private static final int BOTTOM = 20;
    private static final int COLUMNS = 300;
    private static final double GIB = 1L << 30;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private final Track track;
    private final double bar;
    private final String unit;
    private final double top;

    private TrackChart(Track track, double bar, String unit) {
        this.track = track;
        this.bar = bar;
        this.unit = unit;
        double most = Double.isNaN(track.max()) ? 0 : track.max();
        double high = Double.isNaN(bar) ? most : Math.max(most, bar);
        this.top = high <= 0 ? 1 : high * 1.15;
    }

    /**
     * The picture.
     *
     * @param bar NaN: there is none
     */
    static String svg(String label, Track track, double bar, String unit) {
        return new TrackChart(track, bar, unit).picture(label);
    }

    private String picture(String label) {
        StringBuilder svg = new StringBuilder(fill(
                "<svg class=\"track\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
                WIDTH, HEIGHT, text(label)));
        svg.append(grid(0)).append(grid(top / 1.15));
        lines().forEach(line ->
                svg.append("<polyline class=\"line c1\" points=\"").append(line).append("\"/>"));
        if (!Double.isNaN(bar)) {
            svg.append(fill(
                    "<line class=\"level\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%3$.1f\"/>",
                    LEFT, WIDTH - RIGHT, y(bar)));
        }
        svg.append(fill("<text x=\"%d\" y=\"%d\">%s</text>", LEFT, HEIGHT - 5, DAY.format(track.start())));
        svg.append(fill(
                "<text text-anchor=\"end\" x=\"%d\" y=\"%d\">%s</text>",
                WIDTH - RIGHT, HEIGHT - 5, DAY.format(track.end())));
        return svg.append("</svg>").toString();
    }

    private String grid(double value) {
        return fill(
                "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%3$.1f\"/>"
                        + "<text text-anchor=\"end\" x=\"%d\" y=\"%.1f\">%s</text>",
                LEFT, WIDTH - RIGHT, y(value), LEFT - 4, y(value) + 4, number(value));
    }

    private String number(double value) {
        return unit.equals("bytes")
                ? fill("%.0fGi", value / GIB)
                : fill(value >= 10 || value == 0 ? "%.0f" : "%.2g", value);
    }

    /** The highest value of each column, so that a short peak is seen. */
    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int each = Math.max(1, Math.ceilDiv(track.size(), COLUMNS));
        for (int from = 0; from < track.size(); from += each) {
            double most = most(from, Math.min(track.size(), from + each));
            if (Double.isNaN(most)) {
                close(lines, line);
            } else {
                line.append(fill("%.1f,%.1f ", x(from), y(Math.min(most, top))));
            }
        }
        close(lines, line);
        return lines;
    }

    private static void close(List<String> lines, StringBuilder line) {
        if (!line.isEmpty()) {
            lines.add(line.toString().strip());
            line.setLength(0);
        }
    }

    private double most(int from, int to) {
        double most = Double.NaN;
        for (int i = from; i < to; i++) {
            float value = track.value(i);
            most = Float.isNaN(value) || value <= most ? most : value;
        }
        return most;
    }

    private double x(int at) {
        return LEFT + at / (double) Math.max(1, track.size() - 1) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - value / top * (HEIGHT - TOP - BOTTOM);
    }
}
