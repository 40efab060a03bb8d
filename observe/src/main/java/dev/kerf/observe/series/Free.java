package dev.kerf.observe.series;

import dev.kerf.core.use.Attribution;
import dev.kerf.core.use.Judged;
import dev.kerf.core.use.Limits;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Track;
import dev.kerf.core.use.TrustMeter;
import dev.kerf.observe.prometheus.Answer;
import dev.kerf.observe.prometheus.Labels;
import dev.kerf.observe.prometheus.Range;
import dev.kerf.observe.prometheus.Series;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What nodes with GPUs have free: what kube-state-metrics calls allocatable, less what the containers of pods ask for that
 * stand there and have not ended. Init containers and overhead are not told of.
 */
final class Free {
    private static final String ALLOCATABLE = "kube_node_status_allocatable";
    private static final String REQUESTS = "kube_pod_container_resource_requests";
    private static final String PHASE = "kube_pod_status_phase";
    private static final String RESOURCES = "{resource=~\"cpu|memory|nvidia_com_gpu\"}";
    private static final List<String> NODES = List.of("exported_node", "node");
    private static final Map<String, Signal> SIGNALS =
            Map.of("nvidia_com_gpu", Signal.FREE_GPUS, "cpu", Signal.FREE_CPU, "memory", Signal.FREE_MEMORY);
    private final Range range;
    private final Map<String, Map<Signal, float[]>> has;
    private final Map<String, Map<Signal, float[]>> asked;
    private final boolean[] told;

    private Free(Range range, Answer allocatable, Answer requests) {
        this.range = range;
        this.has = byNode(allocatable);
        this.asked = byNode(requests);
        this.told = new boolean[range.count()];
        asked.values().forEach(all -> all.values().forEach(this::told));
    }

    /** Whether it can be asked for where these metrics are. */
    static boolean told(Set<String> metrics) {
        return metrics.containsAll(Set.of(ALLOCATABLE, REQUESTS, PHASE));
    }

    /** What nodes have; of several kube-state-metrics that tell the same, one. */
    static String allocatable() {
        return "max by (node, exported_node, resource) (%s%s)".formatted(ALLOCATABLE, RESOURCES);
    }

    /** What pods ask of them; those that ended are told of until they are deleted. */
    static String requests(PodLabels labels) {
        String container = String.join(", ", labels.names());
        String pod = String.join(", ", labels.names().subList(0, 2));
        return "sum by (node, exported_node, resource) (max by (%s, node, exported_node, resource) (%s%s and on (%s) (%s{phase=~\"Pending|Running\"} > 0)))"
                .formatted(container, REQUESTS, RESOURCES, pod, PHASE);
    }

    /** By the node's name: those that have GPUs. */
    static SortedMap<String, Map<Signal, Seen>> of(Range range, Answer allocatable, Answer requests) {
        Free free = new Free(range, allocatable, requests);
        SortedMap<String, Map<Signal, Seen>> nodes = new TreeMap<>();
        free.has.forEach((node, amounts) -> {
            if (amounts.containsKey(Signal.FREE_GPUS)) {
                nodes.put(node, free.of(node, amounts));
            }
        });
        return nodes;
    }

    private static Map<String, Map<Signal, float[]>> byNode(Answer answer) {
        Map<String, Map<Signal, float[]>> nodes = new HashMap<>();
        for (Series each : answer.series()) {
            String node = node(each.labels());
            @Nullable Signal signal = SIGNALS.get(each.labels().get("resource"));
            if (!node.isEmpty() && signal != null) {
                nodes.computeIfAbsent(node, made -> new EnumMap<>(Signal.class)).put(signal, each.values());
            }
        }
        return nodes;
    }

    /** Where Prometheus puts its target's labels first, the plain label is of the node of kube-state-metrics itself. */
    private static String node(Labels labels) {
        return labels.first(NODES);
    }

    /** In a step in which no pod of any node asks for anything, pods are not told of. */
    private void told(float[] values) {
        for (int i = 0; i < told.length; i++) {
            told[i] |= !Float.isNaN(values[i]);
        }
    }

    private Map<Signal, Seen> of(String node, Map<Signal, float[]> amounts) {
        Map<Signal, float[]> taken = asked.getOrDefault(node, Map.of());
        Map<Signal, Seen> signals = new EnumMap<>(Signal.class);
        amounts.forEach((signal, amount) -> signals.put(signal, seen(signal, amount, taken.get(signal))));
        return signals;
    }

    private Seen seen(Signal signal, float[] amount, float @Nullable [] taken) {
        Limits limits = Limits.upTo(signal.most());
        TrustMeter meter = new TrustMeter();
        float[] values = new float[range.count()];
        int expected = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.NaN;
            expected += Float.isNaN(amount[i]) ? 0 : 1;
            if (told[i] && !Float.isNaN(amount[i])) {
                float held = taken == null || Float.isNaN(taken[i]) ? 0 : taken[i];
                Judged judged = limits.value(Math.max(0, amount[i] - held));
                meter.add(judged);
                values[i] = judged instanceof Judged.Taken value ? (float) value.value() : Float.NaN;
            }
        }
        Track track = Track.of(range.start(), range.step(), values);
        Attribution whole = Attribution.WHOLE_DEVICE;
        return new Seen(signal, track, null, whole, meter.trust(expected, whole));
    }
}
