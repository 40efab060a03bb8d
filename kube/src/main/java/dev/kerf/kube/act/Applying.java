package dev.kerf.kube.act;

import dev.kerf.core.act.PolicyGuards;
import dev.kerf.core.act.Proposal;
import dev.kerf.core.act.SizingPolicy;
import dev.kerf.core.act.Slo;
import dev.kerf.core.act.State;
import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Guard;
import dev.kerf.core.advise.Target;
import dev.kerf.kube.api.Api;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Advice acted on. What is intended is written on the object before anything else is, with the values that were there; so a
 * process that finds it, this one or the next, finishes it or takes it back. For one thread at a time; of several processes
 * only the one that leads may call it.
 */
public final class Applying {
    private final Looking looking;
    private final Writer writer;
    private final AuditLog audit;
    private final Course course;
    private final Telling telling;
    private final Open open;
    private final Promises promises;
    private final Permits permits;
    private final Book book = new Book();

    /**
     * Actions on the cluster of a server.
     *
     * @param audit told of everything before it is done
     * @param pause before something is tried once more
     */
    public Applying(Api api, AuditLog audit, Pause pause) {
        this(api, audit, pause, () -> true, Measurements.NONE, List::of);
    }

    /**
     * The same of one of several processes.
     *
     * @param leads    whether it is the one that writes; asked before each write
     * @param source   who measures what policies want to be kept
     * @param policies all there are, whenever they are asked for
     */
    public Applying(
            Api api,
            AuditLog audit,
            Pause pause,
            BooleanSupplier leads,
            Measurements source,
            Supplier<List<SizingPolicy>> policies) {
        this.looking = new Looking(api);
        this.writer = new Writer(api, looking, pause, leads);
        this.permits = new Permits(api);
        this.audit = audit;
        this.telling = new Telling(writer, audit);
        this.promises = new Promises(source);
        this.course = new Course(looking, writer, audit, promises, name -> slos(policies.get(), name));
        this.open = new Open(looking);
        audit.begun(book);
    }

    /**
     * Carries an advice as far as it may go now.
     *
     * @param policies all there are
     */
    public Application apply(Proposal proposal, Collection<SizingPolicy> policies, Instant now) {
        try {
            Look look = Look.at(looking, proposal.action());
            return look == null ? nowhere(proposal) : apply(proposal, look, policy(policies, look), now);
        } catch (Unanswered silent) {
            return silent(proposal, silent);
        }
    }

    private static Application silent(Proposal proposal, Unanswered silent) {
        String why = String.valueOf(silent.getMessage());
        List<Guard> guards = silent.forbidden() ? List.of(Guard.failed(Permits.NAME, why)) : List.of();
        return new Application(proposal.advice(), "", State.PROPOSED, guards, why);
    }

    /**
     * Takes back what was done for an advice, if it is being looked after or done; or that it was approved.
     *
     * @param why in words
     * @return nothing where no object carries it
     */
    public List<Application> takeBack(String advice, String why, Instant now) {
        List<Application> all = new ArrayList<>();
        for (Live anchor : open.everything()) {
            Intent intent = Intent.on(anchor);
            if (intent != null && intent.advice().equals(advice) && (intent.open() || intent.state() == State.DONE)) {
                all.add(course.takeBackAfter(anchor, intent, why, now));
            } else if (anchor.annotation(Keys.APPROVED).equals(advice)) {
                all.add(course.withdraw(anchor, advice, now));
            }
        }
        return all;
    }

    private static List<Slo> slos(List<SizingPolicy> policies, String name) {
        return policies.stream()
                .filter(policy -> policy.name().equals(name))
                .findFirst()
                .map(policy -> policy.terms().slos())
                .orElse(List.of());
    }

    /** What Kerf does not change, or what is not there. */
    private static Application nowhere(Proposal proposal) {
        Target.OfWorkload workload = Look.workload(proposal.action());
        boolean byHand = proposal.action() instanceof Action.Manifest
                || (workload != null && !Place.knows(Place.of(workload).kind()));
        return new Application(
                proposal.advice(),
                workload == null ? "" : workload.toString(),
                byHand ? State.PROPOSED : State.EXPIRED,
                List.of(),
                byHand
                        ? "Kerf does not change such objects; a person does, by the patch"
                        : "what it is about is not there");
    }

    private static SizingPolicy policy(Collection<SizingPolicy> policies, Look look) {
        Place place = look.anchor().place();
        return SizingPolicy.of(
                policies, place.namespace(), place.kind(), look.anchor().labels());
    }

    private Application apply(Proposal proposal, Look look, SizingPolicy policy, Instant now) {
        Guarding asked = Guarding.of(
                proposal,
                policy,
                look,
                Gangs.leftOut(looking, look),
                open.of(policy.name()),
                book.lately(policy.name(), now),
                now);
        // What lacks something now may well be why a promise is broken.
        boolean lacks = proposal.follows() && asked.grows();
        List<Slo> slos = lacks ? List.of() : policy.terms().slos();
        Guarding guarding = asked.with(promises.guard(slos, look.anchor(), now));
        if (!guarding.clear()) {
            telling.stopped(proposal, look.anchor(), guarding, now);
            return stopped(proposal, look, guarding);
        }
        List<Step> steps = new Steps(look, proposal.advice(), policy).of(proposal.action());
        if (steps.isEmpty()) {
            return application(
                    proposal, look, State.SIMULATED, guarding.guards(), "there is nothing that could be written");
        }
        Guarding permitted = guarding.with(permits.guard(look.anchor(), steps));
        return permitted.fails(Permits.NAME)
                ? application(proposal, look, State.SIMULATED, permitted.guards(), permitted.why())
                : begin(proposal, look, policy, guarding, steps, now);
    }

    private static Application stopped(Proposal proposal, Look look, Guarding guarding) {
        State state = State.PROPOSED;
        if (guarding.fails("dismissed")) {
            state = State.DISMISSED;
        } else if (guarding.fails("advice-expired")) {
            state = State.EXPIRED;
        } else if (PolicyGuards.simulated(guarding.guards())) {
            state = State.SIMULATED;
        }
        return application(proposal, look, state, guarding.guards(), guarding.why());
    }

    private static Application application(
            Proposal proposal, Look look, State state, List<Guard> guards, String message) {
        return new Application(proposal.advice(), look.anchor().toString(), state, guards, message);
    }

    private Application begin(
            Proposal proposal, Look look, SizingPolicy policy, Guarding guarding, List<Step> steps, Instant now) {
        Intent intent = new Intent(
                proposal.advice(),
                policy.name(),
                Intent.Follow.of(proposal, guarding.grows()),
                State.APPLYING,
                now,
                now.plus(Course.PATIENCE),
                now.plus(policy.terms().verify()),
                Health.of(look.pods()),
                "",
                steps);
        audit.add(
                now,
                "begins",
                Map.of(
                        "advice", proposal.advice(),
                        "policy", policy.name(),
                        "object", look.anchor().toString(),
                        "action", proposal.action().sentence(),
                        "steps", steps.stream().map(Step::tree).toList()));
        Map<String, @Nullable Object> annotations = new LinkedHashMap<>();
        annotations.put(Keys.ACTION, intent.json());
        annotations.put(Keys.GUARDS, Notes.json(proposal.advice(), guarding.guards()));
        Live marked = writer.mark(look.anchor(), true, annotations, Open.MARK);
        if (marked == null) {
            audit.add(
                    now,
                    "not-begun",
                    Map.of("advice", proposal.advice(), "object", look.anchor().toString()));
            return application(
                    proposal,
                    look,
                    State.APPROVED,
                    guarding.guards(),
                    look.anchor() + " changed just now; it is looked at anew");
        }
        book.begins(policy.name(), proposal.advice(), now);
        Application came = course.carry(marked, intent, now);
        return new Application(came.advice(), came.object(), came.state(), guarding.guards(), came.message());
    }

    /**
     * Carries on what is not settled, whoever began it: finishes it, looks after it, or takes it back.
     *
     * @throws Unanswered if the server does not say what is open
     */
    public List<Application> tend(Instant now) {
        return open.all().stream().map(anchor -> tend(anchor, now)).toList();
    }

    /** The same of one advice alone. */
    public List<Application> tend(String advice, Instant now) {
        return tend(Set.of(advice), now);
    }

    /** The same of some advice alone. */
    public List<Application> tend(Set<String> advice, Instant now) {
        return open.carrying(intent -> advice.contains(intent.advice())).stream()
                .map(anchor -> tend(anchor, now))
                .toList();
    }

    /** The advice of which something is written, or taken back, and something is not: whoever did it may have ended. */
    public Set<String> half() {
        return open.half();
    }

    /** What another process began counts too for how much is begun within an hour. */
    private Application tend(Live anchor, Instant now) {
        Intent intent = Intent.on(anchor);
        if (intent != null) {
            book.begins(intent.policy(), intent.advice(), intent.begun());
        }
        return course.tend(anchor, now);
    }
}
