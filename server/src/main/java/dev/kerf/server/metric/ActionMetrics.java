package dev.kerf.server.metric;

import dev.kerf.core.advise.Advised;
import dev.kerf.core.advise.Kind;
import dev.kerf.kube.act.Application;
import dev.kerf.server.act.ActionObserver;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Advice as it was worked out last, what stops it, and actions as they come to something. */
final class ActionMetrics implements ActionObserver {
    private static final String BEGUN = "begun";
    private final Counter actions;
    private volatile Map<String, Long> advice = Map.of();
    private volatile Map<String, Long> stopped = Map.of();
    private volatile double took;
    private volatile int open;

    ActionMetrics(PrometheusRegistry registry) {
        actions = Counter.builder()
                .name("kerf_actions_total")
                .help("Actions on advice, by what came of them: begun, done, rolled-back.")
                .labelNames("outcome")
                .withoutExemplars()
                .register(registry);
        List.of(BEGUN, "done", "rolled-back").forEach(actions::initLabelValues);
        gauge(registry, "kerf_actions_open", "Actions that are not settled.", () -> (double) open);
        gauge(registry, "kerf_advice_seconds", "How long it took to work all advice out, the last time.", () -> took);
        counts(registry, "kerf_advice", "rule", "Advice of the last time, by rule.", () -> advice);
        counts(
                registry,
                "kerf_advice_stopped",
                "guard",
                "Advice of the last time that was put to the guards and stopped, by the first that stops it.",
                () -> stopped);
    }

    private static void gauge(PrometheusRegistry registry, String name, String help, Supplier<Double> value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(gauge -> gauge.call(value.get()))
                .register(registry);
    }

    private static void counts(
            PrometheusRegistry registry, String name, String label, String help, Supplier<Map<String, Long>> counts) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(label)
                .callback(gauge -> counts.get().forEach((key, count) -> gauge.call(count, key)))
                .register(registry);
    }

    @Override
    public void advised(Advised advised, Duration time) {
        took = time.toMillis() / 1000.0;
        advice = counted(advised.advice(), each -> each.draft().kind().name(), kinds());
    }

    /** A rule that finds nothing is told as nothing. */
    private static Map<String, Long> kinds() {
        Map<String, Long> none = new TreeMap<>();
        for (Kind kind : Kind.values()) {
            none.put(kind.name(), 0L);
        }
        return none;
    }

    private static <T> Map<String, Long> counted(List<T> all, Function<T, String> by, Map<String, Long> into) {
        into.putAll(all.stream().collect(Collectors.groupingBy(by, Collectors.counting())));
        return into;
    }

    @Override
    public void asked(List<Application> all) {
        List<Application> halted =
                all.stream().filter(each -> each.stopped().isPresent()).toList();
        stopped = counted(halted, each -> each.stopped().orElseThrow().name(), new TreeMap<>());
    }

    @Override
    public void came(Application application) {
        actions.labelValues(
                        application.state().open() ? BEGUN : application.state().word())
                .inc();
    }

    @Override
    public void open(int count) {
        open = count;
    }
}
