package dev.kerf.server.metric;

import dev.kerf.kube.api.Calls;
import dev.kerf.kube.schedule.Backlog;
import dev.kerf.kube.schedule.Observer;
import dev.kerf.kube.schedule.Observers;
import dev.kerf.server.act.ActionObserver;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** All metrics of one scheduler. */
public final class Metrics {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Observer decisions;
    private final Calls calls;
    private final String profile;

    /**
     * Metrics that count from now on.
     *
     * @param version of this Kerf, {@code 0.1.0}
     * @param profile whose pods are placed
     * @param host    and port of the API server
     */
    public Metrics(String version, String profile, String host) {
        this.profile = profile;
        this.decisions = new Observers(List.of(new DecisionMetrics(registry, profile), new QueueMetrics(registry)));
        this.calls = new ClientMetrics(registry, host);
        JvmMetrics.builder().register(registry);
        Info.builder()
                .name("kerf_build_info")
                .help("The version that runs.")
                .labelNames("version", "java")
                .register(registry)
                .addLabelValues(version, Runtime.version().toString());
    }

    /** Looks at how things stand whenever somebody asks. */
    public void of(Supplier<Backlog> backlog, LongSupplier cycles) {
        StateMetrics.register(registry, profile, backlog);
        CounterWithCallback.builder()
                .name("kerf_cycles_total")
                .help("Cycles, those included in which nothing waited.")
                .callback(counter -> counter.call((double) cycles.getAsLong()))
                .register(registry);
    }

    /**
     * Tells who leads.
     *
     * @param lease its name
     */
    public void leader(String lease, BooleanSupplier leads) {
        GaugeWithCallback.builder()
                .name("leader_election_master_status")
                .help("1: this process leads, 0: it waits.")
                .labelNames("name")
                .callback(gauge -> gauge.call(leads.getAsBoolean() ? 1 : 0, lease))
                .register(registry);
    }

    /** Tells of saved cycles. */
    public void trace(LongSupplier saved, LongSupplier left) {
        CounterWithCallback.builder()
                .name("kerf_trace_cycles_total")
                .help("Cycles that decided something new, by what became of them: saved, or left out.")
                .labelNames("result")
                .callback(counter -> {
                    counter.call((double) saved.getAsLong(), "saved");
                    counter.call((double) left.getAsLong(), "left_out");
                })
                .register(registry);
    }

    /** What is to be told of actions; from then on they are counted. */
    public ActionObserver actions() {
        return new ActionMetrics(registry);
    }

    /** What is to be told of decisions. */
    public Observer decisions() {
        return decisions;
    }

    /** What is to be told of requests. */
    public Calls calls() {
        return calls;
    }

    /** Where they are read from. */
    public PrometheusRegistry registry() {
        return registry;
    }
}
