package dev.kerf.observe.series;

import dev.kerf.observe.prometheus.Answer;
import dev.kerf.observe.prometheus.Asking;
import dev.kerf.observe.prometheus.Labels;
import dev.kerf.observe.prometheus.Range;
import dev.kerf.observe.prometheus.Sample;
import dev.kerf.observe.prometheus.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A source that says what a test wants: of each step a value, already as its query would have it. */
final class Told implements Asking {
    static final double NOTHING = Double.MAX_VALUE;
    static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
    static final Range HOUR = Range.between(NOON.minusSeconds(3600), NOON, Range.USUAL);

    private final Map<String, List<Series>> metrics = new TreeMap<>();
    private final Map<String, List<Series>> guards = new TreeMap<>();
    private final List<Labels> owners = new ArrayList<>();
    final Set<String> warnings = new TreeSet<>();
    Duration ahead = Duration.ZERO;
    int later;
    double perTenMinutes = 40;

    /** A label and its value in turn. */
    static Labels labels(String... pairs) {
        Map<String, String> labels = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            labels.put(pairs[i], pairs[i + 1]);
        }
        return new Labels(labels);
    }

    /** The labels of a card that a pod of team holds. */
    static Labels card(String uuid, String pod) {
        return labels(
                "Hostname",
                "n1",
                "gpu",
                "0",
                "UUID",
                uuid,
                "modelName",
                "NVIDIA L4",
                "exported_namespace",
                "team",
                "exported_pod",
                pod,
                "exported_container",
                "main",
                "pod",
                "dcgm-exporter-x",
                "namespace",
                "gpu-operator");
    }

    static Labels container(String pod) {
        return labels("namespace", "team", "pod", pod, "container", "main");
    }

    /** The last value stands for the steps that are left. */
    Told says(String metric, Labels labels, double... values) {
        metrics.computeIfAbsent(metric, made -> new ArrayList<>()).add(series(labels, values));
        return this;
    }

    /** What the guard of a metric finds. */
    Told guard(String metric, Labels labels, double... values) {
        guards.computeIfAbsent(metric, made -> new ArrayList<>()).add(series(labels, values));
        return this;
    }

    Told owner(String metric, String... pairs) {
        metrics.computeIfAbsent(metric, made -> new ArrayList<>());
        Map<String, String> all = new TreeMap<>(labels(pairs).values());
        all.put("__name__", metric);
        owners.add(new Labels(all));
        return this;
    }

    private static Series series(Labels labels, double... values) {
        float[] all = new float[HOUR.count()];
        boolean[] absent = new boolean[HOUR.count()];
        for (int i = 0; i < all.length; i++) {
            double value = values[Math.min(i, values.length - 1)];
            absent[i] = value == NOTHING;
            all[i] = absent[i] ? Float.NaN : (float) value;
        }
        return new Series(labels, all, absent);
    }

    Gathered history() {
        return history(Owners.unknown());
    }

    Gathered history(Owners known) {
        return new Gathering(this, known, HOUR, () -> NOON).history();
    }

    @Override
    public String name() {
        return "http://prometheus:9090";
    }

    @Override
    public Answer range(String query, Range range) {
        boolean guard = query.startsWith("resets(") || (query.startsWith("max_over_time(") && query.contains(" > "));
        List<Series> found = new ArrayList<>();
        (guard ? guards : metrics).forEach((metric, series) -> {
            boolean beside = query.contains(" and on ") && query.indexOf(metric) > query.indexOf(" and on ");
            if (!beside && query.matches("(?s).*\\(" + java.util.regex.Pattern.quote(metric) + "[{\\[].*")) {
                found.addAll(series);
            }
        });
        return new Answer(range, found);
    }

    @Override
    public List<Sample> instant(String query, Instant moment) {
        List<Sample> samples = new ArrayList<>();
        boolean count = query.contains("count_over_time");
        for (int i = 0; i < (count ? 1 : later); i++) {
            samples.add(new Sample(labels(), moment, perTenMinutes));
        }
        return samples;
    }

    @Override
    public List<Labels> series(String selector, Instant from, Instant to) {
        return owners.stream()
                .filter(each -> each.get("__name__").equals(selector))
                .toList();
    }

    @Override
    public Set<String> values(String label, String selector, Instant from, Instant to) {
        if (label.equals("__name__")) {
            return metrics.keySet();
        }
        Set<String> values = new TreeSet<>();
        metrics.getOrDefault(selector, List.of())
                .forEach(each -> values.add(each.labels().get(label)));
        values.remove("");
        return values;
    }

    @Override
    public Set<String> warnings() {
        return warnings;
    }

    @Override
    public Duration ahead() {
        return ahead;
    }
}
