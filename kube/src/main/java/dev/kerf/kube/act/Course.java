package dev.kerf.kube.act;

import dev.kerf.core.act.Slo;
import dev.kerf.core.act.State;
import dev.kerf.kube.act.Writer.Came;
import dev.kerf.kube.act.Writer.Result;
import dev.kerf.objects.read.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The course of an action whose intent stands on its object: written, looked after, done or taken back. */
final class Course {
    /** An action that is not written by then is taken back. */
    static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Looking looking;
    private final Writer writer;
    private final AuditLog audit;
    private final Promises promises;
    private final Function<String, List<Slo>> slos;

    /** @param slos what the policy of that name wants to be kept */
    Course(Looking looking, Writer writer, AuditLog audit, Promises promises, Function<String, List<Slo>> slos) {
        this.looking = looking;
        this.writer = writer;
        this.audit = audit;
        this.promises = promises;
        this.slos = slos;
    }

    /** One step further for what was found. */
    Application tend(Live anchor, Instant now) {
        Intent intent = Intent.on(anchor);
        try {
            if (intent == null || !intent.open()) {
                return unmark(anchor, intent);
            }
            if (!intent.undo().isEmpty()) {
                return takeBack(anchor, intent, now);
            }
            return intent.state() == State.APPLYING ? carry(anchor, intent, now) : verify(anchor, intent, now);
        } catch (Unanswered silent) {
            String why = String.valueOf(silent.getMessage());
            return intent == null
                    ? new Application("", anchor.toString(), State.EXPIRED, List.of(), why)
                    : application(anchor, intent, why);
        }
    }

    /** A mark that stands alone, since whoever took the intent away was not told of it, or nobody can read the intent. */
    private Application unmark(Live anchor, @Nullable Intent intent) {
        writer.mark(anchor, true, Map.of(), Open.noMark());
        String advice = intent == null ? "" : intent.advice();
        State state = intent == null ? State.EXPIRED : intent.state();
        return new Application(advice, anchor.toString(), state, List.of(), "it is settled");
    }

    /** All writes, in their order; those that are made already are found to be. */
    Application carry(Live anchor, Intent intent, Instant now) {
        for (Step step : intent.steps()) {
            if (!stands(anchor)) {
                return application(anchor, intent, "somebody else goes on with it");
            }
            Result result = writer.write(step, true);
            if (result.came() == Came.LATER && now.isBefore(intent.deadline())) {
                return application(anchor, intent, result.why());
            }
            if (result.came() != Came.DONE && result.came() != Came.GONE) {
                return undo(anchor, intent, result.why(), now);
            }
        }
        Duration verify = Duration.between(intent.begun(), intent.verified());
        audit.add(now, "written", about(anchor, intent));
        Intent next = intent.at(State.VERIFYING, now.plus(verify));
        Live marked = mark(anchor, next, Map.of(), Map.of());
        return application(
                marked == null ? anchor : marked, next, "it is written, and looked after until " + next.verified());
    }

    /** Whether the intent is still the one that was seen: one who no longer leads must not go on where another takes back. */
    private boolean stands(Live anchor) {
        Live now = looking.at(anchor.place());
        return now != null && now.annotation(Keys.ACTION).equals(anchor.annotation(Keys.ACTION));
    }

    private Application verify(Live anchor, Intent intent, Instant now) {
        List<Live> pods = Look.podsOf(looking, anchor);
        Health health = Health.of(pods);
        String smaller = intent.moves() ? Successors.smaller(anchor, pods, intent.steps()) : "";
        if (!smaller.isEmpty()) {
            return undo(anchor, intent, smaller, now);
        }
        if (intent.follow() == Intent.Follow.MORE) {
            // To take back what was lacking would mend nothing.
            return now.isBefore(intent.verified())
                    ? application(anchor, intent, "it is looked after until " + intent.verified())
                    : ended(anchor, intent, health, now);
        }
        String worse = health.worseThan(intent.health());
        if (!worse.isEmpty()) {
            return undo(anchor, intent, worse, now);
        }
        SloState verdict = promises.of(slos.apply(intent.policy()), anchor, intent.begun(), now);
        if (verdict instanceof SloState.Broken broken) {
            return undo(anchor, intent, broken.why(), now);
        }
        if (now.isBefore(intent.verified())) {
            return application(anchor, intent, "it is looked after until " + intent.verified());
        }
        return verdict instanceof SloState.Unseen unseen
                ? unseen(anchor, intent, unseen.why(), now)
                : ended(anchor, intent, health, now);
    }

    /** What nobody can see has not proven itself: it is held for a while, and then taken back. */
    private Application unseen(Live anchor, Intent intent, String why, Instant now) {
        return now.isBefore(intent.verified().plus(PATIENCE))
                ? application(anchor, intent, why + "; it is looked after until it is")
                : undo(anchor, intent, why, now);
    }

    private Application ended(Live anchor, Intent intent, Health health, Instant now) {
        return health.readyAs(intent.health())
                ? done(anchor, intent, now)
                : undo(
                        anchor,
                        intent,
                        "%d of %d pods are ready, and %d were before"
                                .formatted(
                                        health.ready(),
                                        health.wanted(),
                                        intent.health().ready()),
                        now);
    }

    private Application done(Live anchor, Intent intent, Instant now) {
        audit.add(now, "done", about(anchor, intent));
        Intent end = intent.at(State.DONE, intent.verified());
        Map<String, @Nullable Object> more = new LinkedHashMap<>();
        more.put(Keys.CHANGED, now.toString());
        more.put(Keys.APPROVED, null);
        more.put(Keys.ANNOUNCED, null);
        more.put(Keys.BACKOFF, null);
        mark(anchor, end, more, Open.noMark());
        writer.tell(anchor, true, "ActionDone", intent.advice() + " is done", now);
        return application(anchor, end, "nothing became worse");
    }

    /**
     * Taken back by a person, however far it has come. That it is open and that it is taken back is one write: whoever found
     * the one without the other would take what is half written for written.
     */
    Application takeBackAfter(Live anchor, Intent intent, String why, Instant now) {
        if (intent.open() && !intent.undo().isEmpty()) {
            return takeBack(anchor, intent, now);
        }
        audit.add(now, "takes-back", about(anchor, intent, "why", why));
        Intent undoing = intent.at(State.VERIFYING, now).undoing(why);
        Live open = mark(anchor, undoing, Map.of(), Open.MARK);
        return open == null ? application(anchor, intent, "it has changed meanwhile") : takeBack(open, undoing, now);
    }

    /** A person's word for what was not begun is taken back: who acts by themselves would go by it later. */
    Application withdraw(Live anchor, String advice, Instant now) {
        audit.add(now, "withdrawn", Map.of("advice", advice, "object", anchor.toString()));
        Map<String, @Nullable Object> none = new LinkedHashMap<>();
        none.put(Keys.APPROVED, null);
        boolean done = writer.mark(anchor, false, none, Map.of()) != null;
        return new Application(
                advice,
                anchor.toString(),
                done ? State.ROLLED_BACK : State.APPROVED,
                List.of(),
                done ? "it was approved and not begun; it is not approved any more" : "it has changed meanwhile");
    }

    /** That it is taken back is written before anything is. */
    private Application undo(Live anchor, Intent intent, String why, Instant now) {
        audit.add(now, "takes-back", about(anchor, intent, "why", why));
        Intent undoing = intent.undoing(why);
        Live marked = mark(anchor, undoing, Map.of(), Map.of());
        return marked == null ? application(anchor, intent, why) : takeBack(marked, undoing, now);
    }

    /** What somebody else has changed meanwhile is theirs, and what is gone needs nothing. */
    private Application takeBack(Live anchor, Intent intent, Instant now) {
        for (Step step : intent.steps().reversed()) {
            Result result = writer.write(step, false);
            if (result.came() == Came.LATER) {
                return application(anchor, intent, result.why());
            }
        }
        Result waiting = successors(anchor, intent);
        if (waiting.came() == Came.LATER) {
            return application(anchor, intent, waiting.why());
        }
        audit.add(now, "taken-back", about(anchor, intent, "why", intent.undo()));
        Intent end = intent.at(State.ROLLED_BACK, intent.verified());
        Map<String, @Nullable Object> more = new LinkedHashMap<>();
        more.put(Keys.BACKOFF, setback(anchor, intent.undo(), now));
        more.put(Keys.APPROVED, null);
        mark(anchor, end, more, Open.noMark());
        writer.tell(anchor, false, "ActionTakenBack", intent.advice() + " was taken back: " + intent.undo(), now);
        return application(anchor, end, intent.undo());
    }

    /** Pods that were made anew with what was decided have what their predecessors had. */
    private Result successors(Live anchor, Intent intent) {
        List<Step> evictions = intent.steps().stream().filter(Step::ofOwner).toList();
        List<Live> anew =
                evictions.isEmpty() ? List.of() : Successors.anew(Look.podsOf(looking, anchor), intent.steps());
        return anew.stream()
                .map(pod -> writer.write(Step.share(pod, evictions.getFirst().part()), true))
                .filter(result -> result.came() == Came.LATER)
                .findFirst()
                .orElse(Result.DONE);
    }

    private static String setback(Live anchor, String why, Instant now) {
        Field before = PeopleGuards.json(anchor.annotation(Keys.BACKOFF));
        int times = before == null ? 1 : before.get("times").integer(0, 0, 1000) + 1;
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("times", times);
        tree.put("until", now.plus(ServerGuards.rest(times)).toString());
        tree.put("reason", why);
        return Writer.text(tree);
    }

    private @Nullable Live mark(
            Live anchor, Intent next, Map<String, @Nullable Object> more, Map<String, @Nullable Object> labels) {
        Map<String, @Nullable Object> annotations = new LinkedHashMap<>(more);
        annotations.put(Keys.ACTION, next.json());
        return writer.mark(anchor, false, annotations, labels);
    }

    private static Map<String, Object> about(Live anchor, Intent intent, String... more) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("advice", intent.advice());
        about.put("policy", intent.policy());
        about.put("object", anchor.toString());
        for (int i = 0; i + 1 < more.length; i += 2) {
            about.put(more[i], more[i + 1]);
        }
        return about;
    }

    private static Application application(Live anchor, Intent intent, String message) {
        return new Application(intent.advice(), anchor.toString(), intent.state(), List.of(), message);
    }
}
