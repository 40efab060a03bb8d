package dev.kerf.objects.terms;

import dev.kerf.objects.read.Field;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The labels that name a queue: Kerf's own, then KAI's and Kueue's. */
public final class QueueLabels {
    private static final List<String> KEYS =
            List.of("kerf.dev/queue", "kai.scheduler/queue", "kueue.x-k8s.io/queue-name");

    private QueueLabels() {}

    public static @Nullable String queue(Map<String, String> labels) {
        return KEYS.stream()
                .map(labels::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    static @Nullable String queue(Field labels) {
        String named = TopologyAsk.first(labels, KEYS.toArray(String[]::new));
        return named.isEmpty() ? null : named;
    }
}
