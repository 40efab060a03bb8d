package dev.kerf.kube.schedule;

import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.plan.Decision;
import dev.kerf.core.plan.GangVerdict;
import dev.kerf.core.plan.Plan;
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
import dev.kerf.kube.reflect.Resource;
import dev.kerf.kube.reserve.Sharing;
import dev.kerf.objects.Assumed;
import dev.kerf.objects.LiveCluster;
import dev.kerf.objects.LivePod;
import dev.kerf.objects.gang.GangObject;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a cycle decides and what is on its way to being so: bindings, evictions, words to pods, gangs and queues, each sent
 * and sent again, and what comes of it told on.
 */
final class Effects {
    /** Less work that is lost with an eviction is not worth a word. */
    private static final double LEAST_HOURS = 0.05;

    private final Settings settings;
    private final Leader leader;
    private final Observer observer;
    private final LiveCluster live;
    private final Runnable wake;
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

    /** @param wake asks for another cycle */
    Effects(Api api, Settings settings, Leader leader, Observer observer, LiveCluster live, Runnable wake) {
        this.settings = settings;
        this.leader = leader;
        this.observer = observer;
        this.live = live;
        this.wake = wake;
        this.complaints = new Complaints(settings.log());
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
        this.sharing = new Sharing(dispatcher, bindings, notes, settings.form(), name(settings), settings.log(), wake);
    }

    private static String name(Settings settings) {
        return Objects.requireNonNull(settings.name(), "a scheduler places the pods of one name");
    }

    /** What looks at the server for the cycles, and tells these effects what it sees of them. */
    Eyes eyes(Bell bell) {
        return new Eyes(live, bindings, evictions, notes, bell, Resource.SCHEDULING);
    }

    /** The cluster as it will be when all that is on its way has arrived. */
    Cluster expected(Instant now) {
        claims.look();
        return underWay.in(pastUses.with(live.cluster(now, bindings.assumed())));
    }

    /** Whether queues may be told what they have, or that there are none any more. */
    boolean queuesDue(Cluster cluster, Instant now) {
        return (!cluster.queues().isEmpty() || queueNotes.sawAny()) && queueNotes.due(now);
    }

    /** Sends what has become due. */
    void catchUp(Instant now) {
        sharing.tend(live.sharedCards(), now);
        notes.catchUp(now);
        gangNotes.catchUp(now, part -> live.gangObject(part) != null);
    }

    /** Forgets what was decided before somebody else led. */
    void forget() {
        sharing.forget();
        bindings.forget();
        notes.forget();
        gangNotes.forget();
        queueNotes.forget();
        pastUses.forget();
    }

    /** What is being bound. */
    Map<TaskId, Assumed> assumed() {
        return bindings.assumed();
    }

    /** Requests that wait or are under way. */
    int backlog() {
        return dispatcher.backlog();
    }

    boolean idle() {
        return dispatcher.idle();
    }

    void close() {
        dispatcher.close();
    }

    /**
     * Carries a plan out as far as it still concerns the pods that are there, and tells the queues what they have now.
     *
     * @param turned when the cycle began, as {@link System#nanoTime}
     */
    void carryOut(Plan plan, Snapshot snapshot, Instant now, long turned) {
        sharing.plan(snapshot.standing());
        carryOut(plan, now, turned);
        queueNotes.tell(plan.queues(), pastUses.after(plan.queues(), snapshot), live.queueConditions(), now);
    }

    void carryOut(Plan plan, Instant now, long turned) {
        GangBinds gangs = new GangBinds(plan, this::isPending);
        gangs.members().forEach(gangNotes::begin);
        tellGangs(plan, gangs, now);
        for (Decision decision : plan.decisions()) {
            LivePod pod = live.pod(decision.task());
            if (pod != null && gangs.mayBegin(decision)) {
                carryOut(pod, decision, now, turned);
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

    private void carryOut(LivePod pod, Decision decision, Instant now, long turned) {
        boolean pending = pod.node() == null;
        switch (decision) {
            case Decision.Bind bind when pending -> bind(pod, bind, now, turned);
            case Decision.Hold hold when pending -> hold(pod, hold, now);
            case Decision.Nominate nominate when pending -> nominate(pod, nominate, now);
            case Decision.Evict evict when !pending && !pod.leaving() -> evictions.evict(pod, evict, now);
            case Decision.Bind _, Decision.Hold _, Decision.Nominate _, Decision.Evict _ -> {} // it is otherwise by now
        }
    }

    private void bind(LivePod pod, Decision.Bind bind, Instant now, long turned) {
        pod.waiting().placed(turned);
        if (pod.sharesGpu()) {
            sharing.bind(pod, bind, now);
        } else {
            bindings.bind(pod, bind);
        }
    }

    private void hold(LivePod pod, Decision.Hold hold, Instant now) {
        if (pod.waiting().held(hold.reason().code())) {
            observer.held(pod, hold);
        }
        notes.hold(pod, hold, now);
    }

    private void nominate(LivePod pod, Decision.Nominate nominate, Instant now) {
        if (pod.waiting().held(nominate.reason().code())) {
            observer.nominated(pod, nominate);
        }
        notes.nominate(pod, nominate, now);
    }

    /** What came of bindings, told on. */
    private final class Outcomes implements Bindings.Outcomes {
        @Override
        public void bound(LivePod pod, Decision.Bind bind) {
            observer.bound(pod, bind);
            notes.done(pod.id());
            Instant now = settings.clock().instant();
            if (bind.gang() == null) {
                events.bound(pod, bind.reason().message(), now);
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
            wake.run();
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
