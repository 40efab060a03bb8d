package dev.kerf.observe.prometheus;

import java.util.Map;

/** What answers like Prometheus. */
public enum Dialect {
    PROMETHEUS("Prometheus", Map.of()),
    /** Answers with what it could reach and a warning; duplicates of replicas are put together. */
    THANOS("Thanos", Map.of("dedup", "true", "partial_response", "true")),
    /** Its rates are not stretched to the edges of the range, so they differ a little. */
    VICTORIA_METRICS("VictoriaMetrics", Map.of());

    private final String words;

    @SuppressWarnings("ImmutableEnumChecker") // Map.of
    private final Map<String, String> parameters;

    Dialect(String words, Map<String, String> parameters) {
        this.words = words;
        this.parameters = parameters;
    }

    /** As people are told. */
    public String words() {
        return words;
    }

    /** What each query is asked with. */
    Map<String, String> parameters() {
        return parameters;
    }
}
