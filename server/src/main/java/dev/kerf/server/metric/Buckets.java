package dev.kerf.server.metric;

import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.stream.IntStream;

/** Upper bounds of histograms, in seconds, as kube-scheduler and client-go have them. */
final class Buckets {
    /** From 1 ms to 16 s. */
    static final double[] ATTEMPT = doubling(0.001, 15);

    /** From 10 ms to 87 minutes. */
    static final double[] POD = doubling(0.01, 20);

    static final double[] REQUEST = {0.005, 0.025, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60};
    static final double[] ATTEMPTS = doubling(1, 5);

    /** From 0.1 ms to 26 s. */
    static final double[] PHASE =
            IntStream.range(0, 10).mapToDouble(i -> 0.0001 * Math.pow(4, i)).toArray();

    /** From 10 µs to 2.6 s. */
    static final double[] STEP =
            IntStream.range(0, 10).mapToDouble(i -> 0.00001 * Math.pow(4, i)).toArray();

    private Buckets() {}

    private static double[] doubling(double first, int count) {
        return IntStream.range(0, count).mapToDouble(i -> first * (1 << i)).toArray();
    }

    static Histogram histogram(
            PrometheusRegistry registry, String name, String help, double[] bounds, String... labels) {
        return Histogram.builder()
                .name(name)
                .help(help)
                .labelNames(labels)
                .classicOnly()
                .classicUpperBounds(bounds)
                .withoutExemplars()
                .register(registry);
    }
}
