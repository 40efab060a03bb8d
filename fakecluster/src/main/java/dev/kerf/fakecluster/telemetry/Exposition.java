package dev.kerf.fakecluster.telemetry;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Prometheus' text format, each value under the moment it is of. */
public final class Exposition {
    private Exposition() {}

    /** A metric, as exporters explain it. */
    public record Metric(String name, String type, String help) {}

    private static final Map<String, Metric> METRICS = metrics();

    /** All metrics that can be told, in the order of their names. */
    public static List<Metric> known() {
        return List.copyOf(METRICS.values());
    }

    private static Map<String, Metric> metrics() {
        try (InputStream in =
                Objects.requireNonNull(Exposition.class.getResourceAsStream("/dev/kerf/fakecluster/metrics.txt"))) {
            Map<String, Metric> metrics = new LinkedHashMap<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                String[] words = line.split(" ", 3);
                metrics.put(words[0], new Metric(words[0], words[1], words[2]));
            }
            return metrics;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static String text(List<Spell> spells, long at) {
        StringBuilder text = new StringBuilder();
        List<Spell> sorted = new ArrayList<>(spells);
        sorted.sort(Comparator.comparing((Spell each) -> each.told().name()).thenComparing(Spell::told));
        String metric = "";
        for (Spell each : sorted) {
            if (!each.told().name().equals(metric)) {
                metric = each.told().name();
                head(text, Objects.requireNonNull(METRICS.get(metric), metric));
            }
            line(text, each, at);
        }
        return text.toString();
    }

    private static void head(StringBuilder text, Metric metric) {
        text.append("# HELP ")
                .append(metric.name())
                .append(' ')
                .append(metric.help())
                .append('\n');
        text.append("# TYPE ")
                .append(metric.name())
                .append(' ')
                .append(metric.type())
                .append('\n');
    }

    private static void line(StringBuilder text, Spell spell, long at) {
        text.append(spell.told().name()).append('{');
        String comma = "";
        for (var each : spell.told().values().entrySet()) {
            if (!each.getKey().equals(Labels.NAME)) {
                String value = each.getValue()
                        .replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n");
                text.append(comma)
                        .append(each.getKey())
                        .append("=\"")
                        .append(value)
                        .append('"');
                comma = ",";
            }
        }
        text.append("} ")
                .append(number(spell.curve().at(at)))
                .append(' ')
                .append(at)
                .append('\n');
    }

    /** A value as Prometheus writes it. */
    public static String number(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return value == 0
                ? "0"
                : new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }
}
