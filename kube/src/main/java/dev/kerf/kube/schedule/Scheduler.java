package dev.kerf.kube.schedule;

import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.plan.Plan;
import dev.kerf.core.plan.Planner;
import dev.kerf.core.reason.Code;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.kube.api.Api;
import dev.kerf.kube.lease.Leader;
import dev.kerf.kube.reflect.Backoff;
import dev.kerf.kube.reflect.Discovery;
import dev.kerf.kube.reflect.Offer;
import dev.kerf.kube.reflect.Reflector;
import dev.kerf.kube.reflect.Resource;
import dev.kerf.objects.Assumed;
import dev.kerf.objects.LiveCluster;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The scheduler of one cluster: it sees what changes, decides cycle by cycle, and binds. The cycle itself is the pure
 * planner's; whatever it is that changes, the next cycle begins from what the server shows and what is being bound.
 */
public final class Scheduler implements AutoCloseable {
    /** A cycle may take a fifth of the time; what arrives meanwhile is decided together. */
    private static final int REST = 4;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** While pods are on their way, those that come one after the other are decided together. */
    private static final long LEAST_REST_NANOS = Duration.ofMillis(100).toNanos();

    /** Work that is done in less than a second leaves room that should not lie idle for as long again. */
    private static final long LONGEST_REST_NANOS = Duration.ofMillis(250).toNanos();

    private static final long LONGEST_WAIT_NANOS = Duration.ofSeconds(1).toNanos();
    /** What must have been asked for once before any gang can be judged. */
    private static final String API_GROUPS = "API groups";

    private final Settings settings;
    private final Leader leader;
    private final Observer observer;
    private final LiveCluster live;
    private final Effects effects;
    private final Bell bell = new Bell();
    private final Eyes eyes;
    private final Api api;
    private final List<Reflector> reflectors = new CopyOnWriteArrayList<>();
    private final Discovery discovery;
    private volatile boolean stopped;
    private final AtomicLong cycles = new AtomicLong();
    private volatile long turned = System.nanoTime();
    private long ledSince = System.nanoTime();
    private boolean begun;
    private boolean changed;

    /**
     * A scheduler that looks at once and decides when it runs.
     *
     * @param leader   whether this process may write now
     * @param observer told what it does
     */
    public Scheduler(Api api, Settings settings, Leader leader, Observer observer) {
        this.api = api;
        this.settings = settings;
        this.leader = leader;
        this.observer = observer;
        this.live = new LiveCluster(
                settings.name(), settings.pool(), settings.form().namespace(), warning -> {});
        this.effects = new Effects(api, settings, leader, observer, live, bell::ring);
        this.eyes = effects.eyes(bell);
        eyes.expect(API_GROUPS);
        this.discovery = new Discovery(
                api, Offer.ALL, this::discovered, offer -> eyes.unreadable(offer.key(), false), this::looked);
        Resource.SCHEDULING.forEach(this::reflect);
        Thread.ofVirtual().name("kerf-discovery").start(discovery);
    }

    private void reflect(Resource resource) {
        Reflector reflector = new Reflector(api, resource, eyes, new Backoff(settings.log()));
        reflectors.add(reflector);
        Thread.ofVirtual().name("kerf-" + resource.plural()).start(reflector);
    }

    private void looked() {
        live.looked();
        eyes.synced(API_GROUPS);
    }

    private void discovered(Resource resource) {
        if (!stopped) {
            eyes.expect(resource.key());
            reflect(resource);
        }
    }

    /** Runs until it is closed or interrupted. */
    public void run() throws InterruptedException {
        while (!stopped) {
            turned = System.nanoTime();
            changed |= bell.await(LONGEST_WAIT_NANOS);
            if (leader.getAsBoolean() && seenSince() && eyes.open() && !stopped) {
                begin();
                long begin = worked();
                cycle();
                rest(worked() - begin);
            }
        }
    }

    private void begin() {
        if (!begun) {
            begun = true;
            observer.begun(backlog());
        }
    }

    /**
     * Whether the pods were seen since this process writes. Somebody else's last bindings may not have come by the watch
     * yet, and their room must not be given away; so whoever takes over lists the pods anew.
     */
    private boolean seenSince() {
        startAnew();
        for (Reflector reflector : reflectors) {
            if (reflector.resource().kind().equals("Pod") && !leader.since(reflector.listed())) {
                if (eyes.open()) {
                    eyes.lookAgain("Pod");
                    reflector.again();
                }
                return false;
            }
        }
        return true;
    }

    /** What was decided before somebody else led is void. */
    private void startAnew() {
        if (!leader.since(ledSince)) {
            ledSince = System.nanoTime();
            effects.forget();
        }
    }

    /** This thread's work so far: a machine that is busy with others makes a cycle long, but not dear. */
    private static long worked() {
        return Thread.currentThread().isVirtual() ? System.nanoTime() : THREADS.getCurrentThreadCpuTime();
    }

    private void rest(long cycleNanos) throws InterruptedException {
        long nanos = effects.assumed().isEmpty() ? cycleNanos : Math.max(LEAST_REST_NANOS, cycleNanos * REST);
        nanos = Math.min(LONGEST_REST_NANOS, nanos);
        TimeUnit.NANOSECONDS.sleep(nanos);
    }

    private void cycle() {
        turned = System.nanoTime();
        Cycle.Watch watch = new Cycle.Watch();
        Instant now = settings.clock().instant();
        Cluster cluster = effects.expected(now);
        if (!cluster.pending().isEmpty() || live.gangsWait() || queuesChanged(cluster, now)) {
            decide(cluster, now, watch);
        }
        effects.catchUp(now);
        cycles.incrementAndGet();
    }

    /** Whether queues are to be told what they have, or that there are none any more, though nothing waits. */
    private boolean queuesChanged(Cluster cluster, Instant now) {
        return changed && effects.queuesDue(cluster, now);
    }

    private void decide(Cluster cluster, Instant now, Cycle.Watch watch) {
        changed = false;
        watch.done(Cycle.Phase.RECORDS);
        Snapshot snapshot = Snapshot.of(cluster);
        watch.done(Cycle.Phase.SNAPSHOT);
        Plan plan = Planner.plan(snapshot, settings.policy(), settings.seed(), watch);
        watch.done(Cycle.Phase.PLAN);
        effects.carryOut(plan, snapshot, now, turned);
        watch.done(Cycle.Phase.EFFECTS);
        observer.decided(watch.over(cycles.get() + 1, cluster, plan));
    }

    /** Carries a plan out, whoever made it, as far as it still concerns the pods that are there. */
    public void carryOut(Plan plan, Instant now) {
        effects.carryOut(plan, now, turned);
    }

    /** Whether all has been seen once. */
    public boolean open() {
        return eyes.open();
    }

    /** Waits until all has been seen once. */
    public void awaitOpen() throws InterruptedException {
        eyes.awaitOpen();
    }

    /** The kinds not seen yet. */
    public List<String> missing() {
        return eyes.missing();
    }

    /** Cycles so far. */
    public long cycles() {
        return cycles.get();
    }

    /** How long ago the loop began its last turn; it turns every second, even where nothing happens. */
    public Duration sinceTurn() {
        return Duration.ofNanos(System.nanoTime() - turned);
    }

    /** What it has before it. */
    public Backlog backlog() {
        Map<TaskId, Assumed> binding = effects.assumed();
        Map<Code, Integer> held = new EnumMap<>(Code.class);
        int[] undecided = {0};
        live.eachWaiting(pod -> {
            Code code = pod.waiting().code();
            if (code != null) {
                held.merge(code, 1, Integer::sum);
            } else if (!binding.containsKey(pod.id())) {
                undecided[0]++;
            }
        });
        return new Backlog(
                live.nodeCount(),
                live.podCount(),
                binding.size(),
                undecided[0],
                held,
                live.arrived(),
                effects.backlog());
    }

    /** Whether nothing waits to be written. */
    public boolean idle() {
        return effects.idle();
    }

    @Override
    public void close() {
        stopped = true;
        bell.ring();
        discovery.stop();
        reflectors.forEach(Reflector::stop);
        effects.close();
    }
}
