package dev.kerf.kube.effect;

import dev.kerf.core.model.PartId;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.plan.GangVerdict;
import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Fit;
import dev.kerf.core.reason.Reason;
import dev.kerf.objects.gang.GangObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What gangs are told: Kubernetes' own PodGroups by their condition PodGroupInitiallyScheduled, and whatever object makes
 * the gang by an event, instead of one for each pod. That a gang has started is told when the server has taken all its
 * bindings; that one waits for more pods, when it has waited for some seconds, since pods come one after the other.
 */
public final class GangNotes {
    private static final Duration SAME_REASON = Duration.ofSeconds(10);
    private static final Duration OTHER_REASON = Duration.ofSeconds(1);
    private static final Duration COMING = Duration.ofSeconds(5);
    private final Dispatcher dispatcher;
    private final Events events;
    private final Map<PartId, Told> told = new HashMap<>();
    private final Map<PartId, Start> starts = new HashMap<>();

    /** What the object of a gang or part was told last, and what else it is to be told when the time has come. */
    private static final class Told {
        private final String uid;
        private final Instant first;
        private final GangCondition condition;
        private String message;
        private @Nullable Code code;
        private Instant at = Instant.MIN;
        private boolean begun;
        private @Nullable GangVerdict next;
        private GangObject object;

        Told(GangObject object, Instant first, GangCondition condition) {
            this.condition = condition;
            this.uid = object.uid();
            this.message = object.said();
            this.object = object;
            this.first = first;
        }
    }

    /** Bindings of one gang that are under way, and who is to be told what when the server has taken them. */
    private static final class Start {
        private final Set<TaskId> open;
        private final Map<Told, Reason> then = new LinkedHashMap<>();
        private boolean refused;

        Start(Set<TaskId> open) {
            this.open = open;
        }
    }

    public GangNotes(Dispatcher dispatcher, Events events) {
        this.dispatcher = dispatcher;
        this.events = events;
    }

    /** These members of the gang are about to be bound. */
    public synchronized void begin(PartId gang, Set<TaskId> members) {
        Start start = starts.get(gang);
        if (start == null) {
            starts.put(gang, new Start(new HashSet<>(members)));
        } else {
            start.open.addAll(members);
        }
    }

    /** The server has taken the binding of a member, or not. */
    public synchronized void end(PartId gang, TaskId member, boolean bound, Instant now) {
        Start start = starts.get(gang);
        if (start != null && start.open.remove(member)) {
            start.refused |= !bound;
            finish(gang, start, now);
        }
    }

    private void finish(PartId gang, Start start, Instant now) {
        if (start.open.isEmpty()) {
            starts.remove(gang);
            if (!start.refused) {
                start.then.forEach((each, reason) -> started(each, reason, true, now));
            }
        }
    }

    /**
     * A cycle says this of a gang or part.
     *
     * @param assumed the pods whose bindings are still under way
     */
    public synchronized void tell(GangVerdict verdict, GangObject object, Set<TaskId> assumed, Instant now) {
        Told each = told.get(verdict.part());
        if (each == null || !each.uid.equals(object.uid())) {
            each = new Told(object, now, new GangCondition(dispatcher));
            told.put(verdict.part(), each);
        }
        each.object = object;
        if (verdict.fit() == Fit.FITS) {
            fits(verdict, each, assumed, now);
        } else {
            Start start = starts.get(verdict.gang());
            if (start != null) {
                start.then.remove(each);
            }
            each.next = verdict;
            writeIfDue(each, now);
        }
    }

    private void fits(GangVerdict verdict, Told each, Set<TaskId> assumed, Instant now) {
        each.next = null;
        each.begun |= each.object.started();
        Start start = starts.get(verdict.gang());
        if (start != null) {
            start.then.put(each, verdict.reason());
            if (start.open.retainAll(assumed)) {
                finish(verdict.gang(), start, now);
            }
        } else {
            started(each, verdict.reason(), false, now);
        }
    }

    private void started(Told each, Reason reason, boolean event, Instant now) {
        if (each.begun) {
            return;
        }
        each.begun = true;
        each.code = reason.code();
        each.message = reason.message();
        each.condition.become(each.object, "True", "Scheduled", each.message, now);
        if (event) {
            events.about(each.object.reference(), "Normal", "Scheduled", each.message, now);
        }
    }

    /** Forgets what was told, since somebody else may have told something else meanwhile. */
    public synchronized void forget() {
        told.clear();
        starts.clear();
    }

    /** Writes what has become due, and forgets the gangs whose objects are gone. */
    public synchronized void catchUp(Instant now, Predicate<PartId> known) {
        told.keySet().removeIf(part -> !known.test(part));
        for (Told each : told.values()) {
            writeIfDue(each, now);
            each.condition.write();
        }
    }

    private static Instant due(Told each, GangVerdict next) {
        if (each.at.equals(Instant.MIN)) {
            return next.reason().code().waitsForObjects() ? each.first.plus(COMING) : Instant.MIN;
        }
        return each.at.plus(next.reason().code() == each.code ? SAME_REASON : OTHER_REASON);
    }

    private void writeIfDue(Told each, Instant now) {
        GangVerdict next = each.next;
        if (next == null || each.begun) {
            return;
        }
        String message = next.reason().message();
        if (message.equals(each.message)) {
            each.code = next.reason().code();
            each.next = null;
        } else if (!due(each, next).isAfter(now)) {
            boolean other = each.code != next.reason().code();
            each.message = message;
            each.code = next.reason().code();
            each.at = now;
            each.next = null;
            each.condition.become(each.object, "False", "Unschedulable", message, now);
            if (other) {
                events.about(each.object.reference(), "Warning", "FailedScheduling", message, now);
            }
        }
    }
}
