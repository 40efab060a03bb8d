package dev.kerf.kube.act;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kerf.kube.api.Answer;
import dev.kerf.kube.api.Api;
import dev.kerf.kube.api.Moments;
import dev.kerf.kube.api.Request;
import dev.kerf.objects.write.Documents;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes that come to the same however often they are made and whatever becomes of the answers: before each try it is looked
 * whether the last one has arrived after all.
 */
final class Writer {
    private static final int MISSING = 404;
    private static final int CONFLICT = 409;
    private static final int TRIES = 6;
    private static final String BUDGET = "budget: ";
    private static final String WAITS = "it is waited for successors: ";
    private static final int LONGEST_NOTE = 1000;
    private final Api api;
    private final Looking looking;
    private final Pause pause;
    private final BooleanSupplier leads;

    /** @param leads asked before each write */
    Writer(Api api, Looking looking, Pause pause, BooleanSupplier leads) {
        this.api = api;
        this.looking = looking;
        this.pause = pause;
        this.leads = leads;
    }

    /** What came of a write. */
    enum Came {
        /** The object is as it is to be. */
        DONE,
        /** The object is not there any more, or is another of its name. */
        GONE,
        /** Somebody else has changed what was to be changed. */
        CHANGED,
        /** The server will not have it. */
        REFUSED,
        /** Not now: a disruption budget, or a server that does not answer. */
        LATER
    }

    /**
     * What came of a write, and why.
     *
     * @param why in one sentence; empty where it is done
     */
    record Result(Came came, String why) {
        static final Result DONE = new Result(Came.DONE, "");

        static final Result NOT_LEADING = new Result(Came.LATER, "this process no longer leads");

        /** Whether trying once more at once may help. */
        boolean again() {
            return came == Came.LATER && !why.startsWith(BUDGET) && !why.startsWith(WAITS) && !equals(NOT_LEADING);
        }
    }

    /** Makes the object as the step wants it, or as it was before the step. */
    Result write(Step step, boolean forth) {
        if (!step.reversible() && !forth) {
            return Result.DONE;
        }
        Result last = new Result(Came.LATER, "it was not tried");
        for (int tries = 0; tries < TRIES; tries++) {
            if (tries > 0) {
                pause.after(tries);
            }
            try {
                last = once(step, forth);
            } catch (Unanswered silent) {
                last = new Result(Came.LATER, String.valueOf(silent.getMessage()));
            }
            if (!last.again()) {
                return last;
            }
        }
        return last;
    }

    private Result once(Step step, boolean forth) {
        Live live = looking.at(step.place());
        if (live == null || !step.concerns(live)) {
            return new Result(Came.GONE, step.place() + " is not there any more");
        }
        if (forth ? step.done(live) : step.undone(live)) {
            return Result.DONE;
        }
        String waits = Successors.missing(looking, step.makers());
        if (!waits.isEmpty()) {
            return new Result(Came.LATER, WAITS + waits);
        }
        boolean asLeft = forth ? !step.reversible() || step.undone(live) : step.done(live);
        if (!asLeft) {
            return new Result(Came.CHANGED, "somebody else has changed " + live + " meanwhile");
        }
        return leads.getAsBoolean() ? result(step, api.ask(step.request(live, forth))) : Result.NOT_LEADING;
    }

    private static Result result(Step step, Answer answer) {
        if (answer.ok()) {
            return Result.DONE;
        }
        String budget = answer.disruptionBudget();
        if (!budget.isEmpty()) {
            return new Result(Came.LATER, BUDGET + budget);
        }
        if (answer.code() == MISSING) {
            return new Result(Came.GONE, step.place() + " is not there any more");
        }
        boolean again = answer.passing() || answer.code() == CONFLICT;
        return new Result(again ? Came.LATER : Came.REFUSED, "the server says of " + step.place() + ": " + answer);
    }

    /**
     * Writes annotations and labels of Kerf's on the object; null values take them away.
     *
     * @param asSeen only if nothing of it has changed since it was seen; otherwise if its action is still the one seen
     * @return the object as it then is; null: it has changed since, or is gone
     * @throws Unanswered if the server does not say
     */
    @Nullable
    Live mark(
            Live seen,
            boolean asSeen,
            Map<String, @Nullable Object> annotations,
            Map<String, @Nullable Object> labels) {
        Live live = seen;
        for (int tries = 0; tries < TRIES; tries++) {
            if (tries > 0) {
                pause.after(tries);
            }
            if (tries > 0 || !asSeen) {
                live = looking.at(seen.place());
                if (live != null && live.uid().equals(seen.uid()) && marked(live, annotations)) {
                    return live;
                }
            }
            if (live == null || !same(live, seen, asSeen)) {
                return null;
            }
            if (!leads.getAsBoolean()) {
                throw new Unanswered(seen.place().path(), Answer.none(Result.NOT_LEADING.why()));
            }
            Answer answer = api.ask(request(live, annotations, labels));
            if (answer.ok()) {
                return looking.at(seen.place());
            }
            if (!answer.passing() && answer.code() != CONFLICT) {
                throw new Unanswered(seen.place().path(), answer);
            }
        }
        throw new Unanswered(seen.place().path(), Answer.none("it was tried " + TRIES + " times"));
    }

    private static boolean same(Live live, Live seen, boolean asSeen) {
        return live.uid().equals(seen.uid())
                && (asSeen
                        ? live.version().equals(seen.version())
                        : live.annotation(Keys.ACTION).equals(seen.annotation(Keys.ACTION)));
    }

    private static boolean marked(Live live, Map<String, @Nullable Object> annotations) {
        return Merge.holds(live.tree(), Map.of("metadata", Map.of("annotations", annotations)));
    }

    private static Request request(
            Live seen, Map<String, @Nullable Object> annotations, Map<String, @Nullable Object> labels) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("uid", seen.uid());
        metadata.put("resourceVersion", seen.version());
        metadata.put("annotations", annotations);
        metadata.put("labels", labels);
        return Request.mergePatch(
                seen.place().path() + "?fieldManager=" + Keys.MANAGER, Documents.bytes(Map.of("metadata", metadata)));
    }

    /** Tells of it in an event; one that is lost is lost. */
    void tell(Live about, boolean well, String reason, String note, Instant at) {
        String namespace =
                about.place().namespace().isEmpty() ? "default" : about.place().namespace();
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("apiVersion", "events.k8s.io/v1");
        event.put("kind", "Event");
        event.put("metadata", Map.of("name", about.place().name() + "." + UUID.randomUUID(), "namespace", namespace));
        event.put("eventTime", Moments.micros(at));
        event.put("reportingController", Keys.MANAGER);
        event.put(
                "reportingInstance",
                Keys.MANAGER + "-" + ProcessHandle.current().pid());
        event.put("action", "Sizing");
        event.put("type", well ? "Normal" : "Warning");
        event.put("reason", reason);
        event.put("note", note.length() <= LONGEST_NOTE ? note : note.substring(0, LONGEST_NOTE - 1) + "…");
        event.put("regarding", about.regarding());
        api.ask(Request.post("/apis/events.k8s.io/v1/namespaces/" + namespace + "/events", Documents.bytes(event)));
    }

    static String text(Object tree) {
        return new String(Documents.bytes(tree), UTF_8);
    }
}
