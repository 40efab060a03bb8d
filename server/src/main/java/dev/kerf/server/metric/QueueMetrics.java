package dev.kerf.server.metric;

import dev.kerf.core.account.QueueState;
import dev.kerf.kube.schedule.Cycle;
import dev.kerf.kube.schedule.Observer;
import dev.kerf.objects.queue.QueueAmounts;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * What queues have come to in the last cycle that decided something. One sample for each queue and each resource that queues
 * speak of; a queue that is gone is told no more.
 */
final class QueueMetrics implements Observer {
    private volatile List<QueueState> queues = List.of();

    QueueMetrics(PrometheusRegistry registry) {
        amounts(registry, "guarantee", "What a queue is sure of.", QueueState::guarantee);
        amounts(registry, "share", "What a queue deserves now.", QueueState::share);
        amounts(registry, "used", "What stands, is being bound or is promised in a queue.", QueueState::used);
        GaugeWithCallback.builder()
                .name("kerf_queue_pending_pods")
                .help("Pods of a queue, and of those it is made of, that wait.")
                .labelNames("queue")
                .callback(gauge -> queues.forEach(state -> gauge.call(state.pending(), state.queue())))
                .register(registry);
    }

    private void amounts(
            PrometheusRegistry registry,
            String name,
            String help,
            Function<QueueState, SortedMap<String, Long>> which) {
        GaugeWithCallback.builder()
                .name("kerf_queue_" + name)
                .help(help + " In GPUs, CPUs, bytes or pieces.")
                .labelNames("queue", "resource")
                .callback(gauge -> queues.forEach(state -> which.apply(state)
                        .forEach((resource, amount) ->
                                gauge.call(QueueAmounts.number(resource, amount), state.queue(), resource))))
                .register(registry);
    }

    @Override
    public void decided(Cycle cycle) {
        queues = cycle.plan().queues();
    }
}
