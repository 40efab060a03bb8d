package dev.kerf.kube.schedule;

import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.plan.Decision;
import dev.kerf.core.plan.GangVerdict;
import dev.kerf.core.plan.Plan;
import dev.kerf.core.plan.Planner;
import dev.kerf.core.reason.Code;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.kube.api.Answer;
import dev.kerf.kube.api.Api;
import dev.kerf.kube.effect.Bindings;
import dev.kerf.kube.effect.Claims;
import dev.kerf.kube.effect.Dispatcher;
import dev.kerf.kube.effect.Events;
import dev.kerf.kube.effect.Evictions;
import dev.kerf.kube.effect.GangNotes;
import dev.kerf.kube.effect.Notes;
import dev.kerf.kube.effect.QueueNotes;
import dev.kerf.kube.lease.Leader;
import dev.kerf.kube.reflect.Backoff;
import dev.kerf.kube.reflect.Discovery;
import dev.kerf.kube.reflect.Offer;
import dev.kerf.kube.reflect.Reflector;
import dev.kerf.kube.reflect.Resource;
import dev.kerf.kube.reserve.Sharing;
import dev.kerf.objects.Assumed;
import dev.kerf.objects.LiveCluster;
import dev.kerf.objects.LivePod;
import dev.kerf.objects.gang.GangObject;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

    /** Less work that is lost with an eviction is not worth a word. */
    private static final double LEAST_HOURS = 0.05;

    private static final long LONGEST_WAIT_NANOS = Duration.ofSeconds(1).toNanos();
    /** What must have been asked for once before any gang can be judged. */
    private static final String API_GROUPS = "API groups";

    private final Settings settings;
    private final Leader leader;
    private final Observer observer;
    private final LiveCluster live;
    private final Dispatcher dispatcher;
    private final Events events;
    private final Notes notes;
    private final Claims claims;
    private final GangNotes gangNotes;
    private final QueueNotes queueNotes;
    private final PastUses pastUses;
    private final Bindings bindings;
    private final Evictions evictions;
    private final UnderWay underWay;
    private final Sharing sharing;
    private final Complaints complaints;
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
        this.complaints = new Complaints(settings.log());
        this.live = new LiveCluster(
                settings.name(), settings.pool(), settings.form().namespace(), warning -> {});
        this.dispatcher = new Dispatcher(api, leader);
        long started = settings.clock().instant().toEpochMilli();
        this.events = new Events(
                dispatcher, settings.name() + "-" + ProcessHandle.current().pid(), started << 20);
        this.notes = new Notes(dispatcher, events);
        this.claims = new Claims(dispatcher, live::claims);
        this.bindings = new Bindings(dispatcher, claims, new Outcomes());
        this.gangNotes = new GangNotes(dispatcher, events);
        this.queueNotes = new QueueNotes(dispatcher);
        this.pastUses = new PastUses(settings.policy().conduct().fairness());
        this.evictions = new Evictions(dispatcher, new Leavings());
        this.underWay = new UnderWay(live, evictions, notes);
        this.sharing =
                new Sharing(dispatcher, bindings, notes, settings.form(), name(settings), settings.log(), bell::ring);
        this.eyes = new Eyes(live, bindings, evictions, notes, bell, Resource.SCHEDULING);
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

    private static String name(Settings settings) {
        return Objects.requireNonNull(settings.name(), "a scheduler places the pods of one name");
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
            sharing.forget();
            bindings.forget();
            notes.forget();
            gangNotes.forget();
            queueNotes.forget();
            pastUses.forget();
        }
    }

    /** This thread's work so far: a machine that is busy with others makes a cycle long, but not dear. */
    private static long worked() {
        return Thread.currentThread().isVirtual() ? System.nanoTime() : THREADS.getCurrentThreadCpuTime();
    }

    private void rest(long cycleNanos) throws InterruptedException {
        long nanos = Math.min(LONGEST_WAIT_NANOS, cycleNanos * REST);
        if (bindings.assumed().isEmpty()) {
            nanos = Math.min(nanos, cycleNanos);
        }
        TimeUnit.NANOSECONDS.sleep(nanos);
    }

    private void cycle() {
        turned = System.nanoTime();
        Cycle.Watch watch = new Cycle.Watch();
        Instant now = settings.clock().instant();
        claims.look();
        Cluster cluster = underWay.in(pastUses.with(live.cluster(now, bindings.assumed())));
        if (!cluster.pending().isEmpty() || live.gangsWait() || queuesChanged(cluster, now)) {
            decide(cluster, now, watch);
        }
        sharing.tend(live.sharedCards(), now);
        notes.catchUp(now);
        gangNotes.catchUp(now, part -> live.gangObject(part) != null);
        cycles.incrementAndGet();
    }

    /** Whether queues are to be told what they have, or that there are none any more, though nothing waits. */
    private boolean queuesChanged(Cluster cluster, Instant now) {
        return changed && (!cluster.queues().isEmpty() || queueNotes.told()) && queueNotes.due(now);
    }

    private void decide(Cluster cluster, Instant now, Cycle.Watch watch) {
        changed = false;
        watch.done(Cycle.Phase.RECORDS);
        Snapshot snapshot = Snapshot.of(cluster);
        watch.done(Cycle.Phase.SNAPSHOT);
        Plan plan = Planner.plan(snapshot, settings.policy(), settings.seed(), watch);
        watch.done(Cycle.Phase.PLAN);
        sharing.plan(snapshot.standing());
        carryOut(plan, now);
        queueNotes.tell(plan.queues(), pastUses.after(plan.queues(), snapshot), live.queueConditions(), now);
        watch.done(Cycle.Phase.EFFECTS);
        observer.decided(watch.over(cycles.get() + 1, cluster, plan));
    }

    /** Carries a plan out, whoever made it, as far as it still concerns the pods that are there. */
    public void carryOut(Plan plan, Instant now) {
        GangBinds gangs = new GangBinds(plan, this::isPending);
        gangs.members().forEach(gangNotes::begin);
        tellGangs(plan, gangs, now);
        for (Decision decision : plan.decisions()) {
            LivePod pod = live.pod(decision.task());
            if (pod != null && gangs.mayBegin(decision)) {
                carryOut(pod, decision, now);
            }
        }
    }

    private boolean isPending(TaskId id) {
        LivePod pod = live.pod(id);
        return pod != null && pod.node() == null && !bindings.keepsOff(pod);
    }

    /** Before the first binding is sent, since the server's answer to the last one ends the start that is told of. */
    private void tellGangs(Plan plan, GangBinds gangs, Instant now) {
        Set<TaskId> assumed = new HashSet<>();
        if (!plan.gangs().isEmpty()) {
            assumed.addAll(bindings.assumed().keySet());
            gangs.members().values().forEach(assumed::addAll);
        }
        for (GangVerdict verdict : plan.gangs()) {
            GangObject object = live.gangObject(verdict.part());
            if (object != null && !gangs.broken(verdict.gang())) {
                gangNotes.tell(verdict, object, assumed, now);
            }
        }
    }

    private void carryOut(LivePod pod, Decision decision, Instant now) {
        boolean pending = pod.node() == null;
        switch (decision) {
            case Decision.Bind bind -> {
                if (pending) {
                    pod.waiting().placed(turned);
                }
                if (pending && pod.sharesGpu()) {
                    sharing.bind(pod, bind, now);
                } else if (pending) {
                    bindings.bind(pod, bind);
                }
            }
            case Decision.Hold hold -> {
                if (pending) {
                    if (pod.waiting().held(hold.reason().code())) {
                        observer.held(pod, hold);
                    }
                    notes.hold(pod, hold, now);
                }
            }
            case Decision.Nominate nominate -> {
                if (pending) {
                    if (pod.waiting().held(nominate.reason().code())) {
                        observer.nominated(pod, nominate);
                    }
                    notes.nominate(pod, nominate, now);
                }
            }
            case Decision.Evict evict -> {
                if (!pending && !pod.leaving()) {
                    evictions.evict(pod, evict, now);
                }
            }
        }
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
        Map<TaskId, Assumed> binding = bindings.assumed();
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
                dispatcher.backlog());
    }

    /** Whether nothing waits to be written. */
    public boolean idle() {
        return dispatcher.idle();
    }

    @Override
    public void close() {
        stopped = true;
        bell.ring();
        discovery.stop();
        reflectors.forEach(Reflector::stop);
        dispatcher.close();
    }

    /** What came of bindings, told on. */
    private final class Outcomes implements Bindings.Outcomes {
        @Override
        public void bound(LivePod pod, Decision.Bind bind) {
            observer.bound(pod, bind);
            notes.done(pod.id());
            Instant now = settings.clock().instant();
            if (bind.gang() == null) {
                events.normal(pod, "Scheduled", bind.reason().message(), now);
            } else {
                gangNotes.end(bind.gang(), pod.id(), true, now);
            }
        }

        @Override
        public void refused(LivePod pod, Decision.Bind bind, Answer answer) {
            if (bind.gang() != null) {
                gangNotes.end(bind.gang(), pod.id(), false, settings.clock().instant());
            }
            if (leader.getAsBoolean()) {
                observer.refused(pod, bind, answer);
                complaints.say("cannot bind", "cannot bind pod " + pod.id() + " to " + bind.node(), answer);
            }
            bell.ring();
        }
    }

    /** What came of evictions, told on. */
    private final class Leavings implements Evictions.Outcomes {
        @Override
        public void evicted(LivePod pod, Decision.Evict evict) {
            observer.evicted(pod, evict);
            events.normal(pod, "Evicted", note(evict), settings.clock().instant());
        }

        @Override
        public void blocked(LivePod pod, Decision.Evict evict, String budget) {
            String note = note(evict) + "; for now a disruption budget forbids it: " + budget;
            events.warning(pod, "EvictionBlocked", note, settings.clock().instant());
        }

        private static String note(Decision.Evict evict) {
            String lost = evict.lost().hours() < LEAST_HOURS ? "" : "; " + evict.lost() + " of work are lost";
            return evict.reason().message() + lost;
        }

        @Override
        public void refused(LivePod pod, Decision.Evict evict, Answer answer) {
            complaints.say("cannot evict", "cannot evict pod " + pod.id(), answer);
        }
    }
}
