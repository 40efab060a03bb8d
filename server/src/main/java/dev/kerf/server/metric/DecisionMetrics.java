package dev.kerf.server.metric;

import dev.kerf.core.plan.Decision;
import dev.kerf.core.plan.Step;
import dev.kerf.kube.api.Answer;
import dev.kerf.kube.schedule.Cycle;
import dev.kerf.kube.schedule.Observer;
import dev.kerf.objects.LivePod;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Cycles, attempts and what came of them, counted as they happen. */
final class DecisionMetrics implements Observer {
    /** Attempts from here on are one value of the label. */
    private static final int MANY = 16;

    private final CounterDataPoint scheduled;
    private final CounterDataPoint unschedulable;
    private final CounterDataPoint error;
    private final DistributionDataPoint scheduledTook;
    private final DistributionDataPoint unschedulableTook;
    private final DistributionDataPoint errorTook;
    private final Histogram algorithm;
    private final Histogram pods;
    private final Histogram attempts;
    private final Counter evictions;
    private final Counter nominations;
    private final Map<Cycle.Phase, DistributionDataPoint> phases;
    private final Map<Step, DistributionDataPoint> steps;

    DecisionMetrics(PrometheusRegistry registry, String profile) {
        Counter results = Counter.builder()
                .name("scheduler_schedule_attempts_total")
                .help("Attempts to schedule pods, by result: bound, held by a cycle, or refused by the API server.")
                .labelNames("result", "profile")
                .withoutExemplars()
                .register(registry);
        scheduled = results.labelValues("scheduled", profile);
        unschedulable = results.labelValues("unschedulable", profile);
        error = results.labelValues("error", profile);
        Histogram took = Buckets.histogram(
                registry,
                "scheduler_scheduling_attempt_duration_seconds",
                "From the beginning of the cycle to the decision or, of a bound pod, to the API server's answer.",
                Buckets.ATTEMPT,
                "result",
                "profile");
        scheduledTook = took.labelValues("scheduled", profile);
        unschedulableTook = took.labelValues("unschedulable", profile);
        errorTook = took.labelValues("error", profile);
        algorithm = Buckets.histogram(
                registry,
                "scheduler_scheduling_algorithm_duration_seconds",
                "Snapshot and plan of one cycle.",
                Buckets.ATTEMPT);
        pods = Buckets.histogram(
                registry,
                "scheduler_pod_scheduling_sli_duration_seconds",
                "From the moment a pod was first seen waiting to the API server's answer that it is bound.",
                Buckets.POD,
                "attempts");
        attempts = Buckets.histogram(
                registry,
                "scheduler_pod_scheduling_attempts",
                "Cycles that decided about a pod until it was bound.",
                Buckets.ATTEMPTS);
        evictions = Counter.builder()
                .name("kerf_evictions_total")
                .help("Pods the API server evicted for Kerf.")
                .withoutExemplars()
                .register(registry);
        nominations = Counter.builder()
                .name("kerf_nominations_total")
                .help("Pods that were promised the room others leave.")
                .withoutExemplars()
                .register(registry);
        phases = times(
                Cycle.Phase.class,
                Buckets.histogram(
                        registry,
                        "kerf_cycle_phase_seconds",
                        "Phases of cycles that decided something.",
                        Buckets.PHASE,
                        "phase"));
        steps = times(
                Step.class,
                Buckets.histogram(
                        registry,
                        "kerf_cycle_step_seconds",
                        "Steps of deciding, of which the phase plan is made.",
                        Buckets.STEP,
                        "step"));
    }

    /** One series for each constant, from the beginning on. */
    private static <E extends Enum<E>> Map<E, DistributionDataPoint> times(Class<E> of, Histogram histogram) {
        Map<E, DistributionDataPoint> all = new EnumMap<>(of);
        for (E each : of.getEnumConstants()) {
            all.put(each, histogram.labelValues(each.name().toLowerCase(Locale.ROOT)));
        }
        return all;
    }

    private static <E> void observe(Map<E, Duration> took, Map<E, DistributionDataPoint> times) {
        took.forEach((each, time) -> {
            DistributionDataPoint point = times.get(each);
            if (point != null) {
                point.observe(seconds(time));
            }
        });
    }

    @Override
    public void decided(Cycle cycle) {
        observe(cycle.took(), phases);
        observe(cycle.steps(), steps);
        algorithm.observe(seconds(took(cycle, Cycle.Phase.SNAPSHOT).plus(took(cycle, Cycle.Phase.PLAN))));
        long held = cycle.plan().holds().count();
        unschedulable.inc(held);
        double time = seconds(cycle.time().minus(took(cycle, Cycle.Phase.EFFECTS)));
        for (long i = 0; i < held; i++) {
            unschedulableTook.observe(time);
        }
    }

    private static Duration took(Cycle cycle, Cycle.Phase phase) {
        return cycle.took().getOrDefault(phase, Duration.ZERO);
    }

    @Override
    public void bound(LivePod pod, Decision.Bind bind) {
        scheduled.inc();
        scheduledTook.observe(seconds(pod.waiting().sinceTried()));
        int tries = pod.waiting().attempts();
        attempts.observe(tries);
        pods.labelValues(tries < MANY ? Integer.toString(tries) : MANY + "+")
                .observe(seconds(pod.waiting().time()));
    }

    @Override
    public void refused(LivePod pod, Decision.Bind bind, Answer answer) {
        error.inc();
        errorTook.observe(seconds(pod.waiting().sinceTried()));
    }

    @Override
    public void evicted(LivePod pod, Decision.Evict evict) {
        evictions.inc();
    }

    @Override
    public void nominated(LivePod pod, Decision.Nominate nominate) {
        nominations.inc();
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}
