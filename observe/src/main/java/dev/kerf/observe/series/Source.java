package dev.kerf.observe.series;

import dev.kerf.core.use.Rung;
import dev.kerf.core.use.Signal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a signal is read from.
 *
 * @param rung    of the ladder; null: it is not activity
 * @param metrics several are added up, but for a ratio
 * @param unit    what one of the exporter's is in the signal's
 * @param part    the label that tells parts of one thing from each other; empty: there are none
 * @param summed  whether parts are added up; else the highest counts
 */
record Source(
        Signal signal,
        @Nullable Rung rung,
        Exporter exporter,
        Form form,
        List<String> metrics,
        double unit,
        String part,
        boolean summed) {
    static Source of(Exporter exporter, Signal signal, Form form, double unit, String... metrics) {
        return new Source(signal, null, exporter, form, List.of(metrics), unit, "", true);
    }

    static Source of(Rung rung) {
        return new Source(
                Signal.ACTIVITY, rung, Exporter.DCGM, Form.MEAN, List.of(rung.series()), 1 / rung.whole(), "", true);
    }

    /** Activity that is told of containers. */
    static Source of(Exporter exporter, Rung rung, Form form, String metric) {
        return new Source(Signal.ACTIVITY, rung, exporter, form, List.of(metric), 1 / rung.whole(), "", true);
    }

    /** Made of parts. */
    Source parts(String label, boolean sum) {
        return new Source(signal, rung, exporter, form, metrics, unit, label, sum);
    }

    /** The metrics that are asked for one by one; a ratio is asked for at once. */
    List<String> asked() {
        return form == Form.RATIO ? metrics.subList(0, 1) : metrics;
    }

    /**
     * What is asked of one of them.
     *
     * @param selector  in braces, or nothing
     * @param window    the length of a step
     * @param podLabels that a query of buckets keeps
     */
    String query(String metric, String selector, String window, List<String> podLabels) {
        return switch (form) {
            case MEAN -> "avg_over_time(%s%s[%s])".formatted(metric, selector, window);
            case PEAK -> "max_over_time(%s%s[%s])".formatted(metric, selector, window);
            case RATE -> "rate(%s%s[%s])".formatted(metric, selector, window);
            case RATIO ->
                "rate(%s%s[%s]) / rate(%s%s[%s]) >= 0"
                        .formatted(metric, selector, window, metrics.getLast(), selector, window);
            case P99 ->
                "histogram_quantile(0.99, sum by (le, %s) (rate(%s%s[%s]))) >= 0"
                        .formatted(String.join(", ", podLabels), metric, selector, window);
        };
    }

    /** In the exporter's unit: nothing is believed above. */
    double bar() {
        return signal.most() / unit * 1.01;
    }

    /** Whether it is told of containers on their GPUs, by who knows them apart. */
    boolean ofContainers() {
        return exporter.ofContainers() != null;
    }

    /** Whether it is told of pods as a whole, not of containers. */
    boolean ofPods() {
        return signal == Signal.NETWORK;
    }
}
