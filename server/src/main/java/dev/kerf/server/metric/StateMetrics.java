package dev.kerf.server.metric;

import dev.kerf.core.reason.Code;
import dev.kerf.kube.schedule.Backlog;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.Supplier;

/** How things stand, looked at when somebody asks. */
final class StateMetrics {
    private StateMetrics() {}

    static void register(PrometheusRegistry registry, String profile, Supplier<Backlog> backlog) {
        pods(registry, profile, backlog);
        GaugeWithCallback.builder()
                .name("scheduler_cache_size")
                .help("Nodes and pods known, and pods being bound.")
                .labelNames("type")
                .callback(gauge -> {
                    Backlog now = backlog.get();
                    gauge.call(now.nodes(), "nodes");
                    gauge.call(now.pods(), "pods");
                    gauge.call(now.binding(), "assumed_pods");
                })
                .register(registry);
        GaugeWithCallback.builder()
                .name("kerf_api_requests_waiting")
                .help("Requests to the API server that wait to be sent or are under way.")
                .callback(gauge -> gauge.call(backlog.get().requests()))
                .register(registry);
        CounterWithCallback.builder()
                .name("scheduler_queue_incoming_pods_total")
                .help("Pods that began to wait for a node.")
                .labelNames("event", "queue")
                .callback(counter -> counter.call((double) backlog.get().arrived(), "UnscheduledPodAdd", "active"))
                .register(registry);
    }

    private static void pods(PrometheusRegistry registry, String profile, Supplier<Backlog> backlog) {
        GaugeWithCallback.builder()
                .name("scheduler_pending_pods")
                .help("Pods that wait: active, not decided about yet; gated, by scheduling gates; unschedulable, held.")
                .labelNames("queue")
                .callback(gauge -> {
                    Backlog now = backlog.get();
                    int held = now.held().values().stream()
                            .mapToInt(Integer::intValue)
                            .sum();
                    int gated = now.held().getOrDefault(Code.GATED, 0);
                    gauge.call(now.undecided(), "active");
                    gauge.call(gated, "gated");
                    gauge.call(held - gated, "unschedulable");
                })
                .register(registry);
        GaugeWithCallback.builder()
                .name("scheduler_unschedulable_pods")
                .help("Pods the last cycle held, by the code of their reason.")
                .labelNames("plugin", "profile")
                .callback(gauge -> backlog.get().held().forEach((code, pods) -> gauge.call(pods, code.name(), profile)))
                .register(registry);
    }
}
