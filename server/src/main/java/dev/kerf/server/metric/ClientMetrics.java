package dev.kerf.server.metric;

import dev.kerf.kube.api.Calls;
import dev.kerf.kube.api.Request;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;

/** Requests to the API server. */
final class ClientMetrics implements Calls {
    private final String host;
    private final Counter requests;
    private final Histogram took;
    private final Counter calls;

    /** @param host and port of the API server */
    ClientMetrics(PrometheusRegistry registry, String host) {
        this.host = host;
        this.requests = Counter.builder()
                .name("rest_client_requests_total")
                .help("HTTP requests to the API server, by status code (<error>: none came), method and host.")
                .labelNames("code", "method", "host")
                .withoutExemplars()
                .register(registry);
        this.took = Buckets.histogram(
                registry,
                "rest_client_request_duration_seconds",
                "Latency of requests to the API server; of a watch, until it began.",
                Buckets.REQUEST,
                "verb",
                "host");
        this.calls = Counter.builder()
                .name("kerf_api_calls_total")
                .help("Calls of the Kubernetes API, by verb, resource (with its subresource) and status code.")
                .labelNames("verb", "resource", "code")
                .withoutExemplars()
                .register(registry);
    }

    @Override
    public void answered(Request request, int code, Duration time) {
        String status = code == 0 ? "<error>" : Integer.toString(code);
        requests.labelValues(status, request.method(), host).inc();
        took.labelValues(request.method(), host).observe(time.toNanos() / 1e9);
        ApiCall call = ApiCall.of(request);
        calls.labelValues(call.verb(), call.resource(), status).inc();
    }
}
