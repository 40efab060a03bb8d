package dev.kerf.core.plan;

import dev.kerf.core.fit.Eligibility;
import dev.kerf.core.fit.Explanation;
import dev.kerf.core.fit.Room;
import dev.kerf.core.fit.Verdict;
import dev.kerf.core.gang.Muster;
import dev.kerf.core.model.Gang;
import dev.kerf.core.model.Part;
import dev.kerf.core.model.TopologyConstraint;
import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Count;
import dev.kerf.core.reason.Fit;
import dev.kerf.core.reason.Reason;
import dev.kerf.core.snapshot.Crew;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why gangs that did not start did not: one sentence for all members. Either too few of them are there, or the empty
 * cluster would be too small, or there is not the room now; then the sentence goes on with what the first member lacks
 * that finds no room beside the others.
 */
final class GangLack {
    /** Where the order in which members were tried is to blame, or nobody can say what is. */
    private static final String BESIDE = "finds none beside the others";

    private final Snapshot snapshot;
    private final Workspace workspace;
    private final Muster muster;
    private final Explanation explanation;
    private final Room whenEmpty;
    private final Map<Shape, Verdict> known = new HashMap<>();

    /** What a sentence about a gang without parts depends on, its name apart. */
    private record Shape(int missing, Map<Integer, Integer> open, int present, TopologyConstraint topology) {}

    GangLack(Workspace workspace, Workspace empty, Muster muster, Explanation explanation) {
        this.snapshot = workspace.snapshot();
        this.workspace = workspace;
        this.muster = muster;
        this.explanation = explanation;
        this.whenEmpty = new Room(empty, Eligibility.uncordoned(snapshot));
    }

    /** Why the gang, or the part of one, does not start. */
    Verdict of(Gang gang, Crew crew) {
        if (!gang.refusals().isEmpty()) {
            Reason first = gang.refusals().getFirst();
            return verdict(first.code() == Code.GANG_MISSING ? Fit.NOT_NOW : Fit.NEVER, first);
        }
        Reason incomplete = incomplete(crew);
        if (incomplete != null) {
            return verdict(Fit.NOT_NOW, incomplete);
        }
        return crew.crews().isEmpty() ? known.computeIfAbsent(shape(crew), s -> noRoom(crew)) : noRoom(crew);
    }

    private static Verdict verdict(Fit fit, Reason reason) {
        return new Verdict(fit, reason, List.of());
    }

    private Shape shape(Crew crew) {
        Map<Integer, Integer> open = new HashMap<>();
        crew.pending()
                .filter(t -> workspace.nodeOf(t) == Workspace.NOWHERE)
                .forEach(t -> open.merge(snapshot.classOf(t), 1, Integer::sum));
        return new Shape(
                crew.part().minTasks(), open, muster.present(crew), crew.part().topology());
    }

    /** What is missing before it can start at all; null: nothing. */
    private @Nullable Reason incomplete(Crew crew) {
        Part part = crew.part();
        if (part.started()) {
            return null;
        }
        if (crew.size() < part.minTasks()) {
            return incomplete(crew, "pod", part.minTasks() - crew.size(), part.minTasks(), crew.size());
        }
        List<Crew> lacking =
                crew.crews().stream().filter(c -> incomplete(c) != null).toList();
        int complete = crew.crews().size() - lacking.size();
        int usable = crew.size() - lacking.stream().mapToInt(Crew::size).sum();
        if (complete >= part.minParts() && usable >= part.minTasks()) {
            return null;
        }
        return crew.crews().size() < part.minParts()
                ? incomplete(
                        crew,
                        "parts",
                        part.minParts() - crew.crews().size(),
                        part.minParts(),
                        crew.crews().size())
                : incomplete(lacking.getFirst());
    }

    private static Reason incomplete(Crew crew, String what, int missing, int needed, int has) {
        return Reason.of(
                Code.GANG_INCOMPLETE,
                "missing",
                Count.of(missing, "more " + what),
                "gang",
                crew.part().id().toString(),
                "needed",
                needed,
                "has",
                has);
    }

    /** That not even the empty cluster has the room; null: it has, or one member alone would have none. */
    @Nullable
    Verdict never(Crew crew) {
        Crew tooLarge = hopeless(crew) ? null : tooLarge(crew);
        if (tooLarge == null) {
            Verdict apart = apart(crew);
            return apart != null && apart.fit() == Fit.NEVER ? apart : null;
        }
        int most = muster.reach(tooLarge, whenEmpty);
        return verdict(Fit.NEVER, room(Code.GANG_TOO_LARGE, crew, tooLarge, most, null));
    }

    private Verdict noRoom(Crew crew) {
        Verdict never = never(crew);
        if (never != null) {
            return never;
        }
        Verdict apart = apart(crew);
        if (apart != null) {
            return apart;
        }
        List<Verdict> found = new ArrayList<>();
        muster.rehearse(crew, failed -> {
            if (found.isEmpty() && open(failed)) {
                found.add(shortOf(crew, failed));
            }
        });
        return found.isEmpty()
                ? verdict(Fit.NOT_NOW, room(Code.GANG_SHORT, crew, crew, muster.present(crew), BESIDE))
                : found.getFirst();
    }

    /** Whether some member could not be placed alone in an empty cluster: then the sentence is about that one. */
    private boolean hopeless(Crew crew) {
        return crew.allPending().map(snapshot::classOf).distinct().anyMatch(c -> whenEmpty.of(c, 1) == 0);
    }

    /** That no domain of the level it has to stand in has the room; null: none it has to, or one has. */
    private @Nullable Verdict apart(Crew crew) {
        String level = crew.part().topology().required();
        for (Crew each : level == null ? crew.crews() : List.<Crew>of()) {
            Verdict below = muster.met(each) ? null : apart(each);
            if (below != null) {
                return below;
            }
        }
        if (level == null) {
            return null;
        }
        int needed = muster.needed(crew);
        int largest = most(crew, level, whenEmpty);
        int now = most(crew, level, muster.room());
        boolean never = largest < needed;
        return now >= needed
                ? null
                : verdict(
                        never ? Fit.NEVER : Fit.NOT_NOW,
                        Reason.of(
                                never ? Code.GANG_TOPOLOGY_TOO_LARGE : Code.GANG_TOPOLOGY,
                                "needed",
                                Count.of(needed, "pod"),
                                "level",
                                level,
                                "room",
                                never ? largest : now));
    }

    private int most(Crew crew, String level, Room room) {
        return muster.regions().inside(level, null).stream()
                .mapToInt(domain -> muster.reach(crew, room.within(domain)))
                .max()
                .orElse(0);
    }

    /** The smallest part that not even an empty cluster has room for; null: none. */
    private @Nullable Crew tooLarge(Crew crew) {
        if (muster.could(crew, whenEmpty)) {
            return null;
        }
        return crew.crews().stream()
                .filter(c -> !muster.could(c, whenEmpty))
                .findFirst()
                .map(this::tooLarge)
                .orElse(crew);
    }

    private boolean open(Crew crew) {
        return crew.allPending().anyMatch(t -> workspace.nodeOf(t) == Workspace.NOWHERE);
    }

    /** Said while what a try placed still stands. */
    private Verdict shortOf(Crew whole, Crew failed) {
        Verdict why = failed.allPending()
                .filter(t -> workspace.nodeOf(t) == Workspace.NOWHERE)
                .map(snapshot::classOf)
                .distinct()
                .mapToObj(explanation::of)
                .max(Comparator.comparing(Verdict::fit))
                .orElseThrow();
        if (failed == whole && failed.part().minTasks() <= 1) {
            return why;
        }
        String sentence = why.fit() == Fit.FITS ? BESIDE : why.reason().message();
        Reason reason = room(Code.GANG_SHORT, whole, failed, muster.present(failed), sentence);
        return new Verdict(why.fit() == Fit.NEVER ? Fit.NEVER : Fit.NOT_NOW, reason, why.ruledOut());
    }

    private Reason room(Code code, Crew whole, Crew failed, int room, @Nullable String why) {
        int needed = muster.needed(failed);
        String pods = Count.of(needed, "pod");
        String text = failed == whole ? pods : pods + " of " + failed.part().id();
        return why == null
                ? Reason.of(code, "gang", whole.part().id().toString(), "needed", text, "room", room)
                : Reason.of(code, "gang", whole.part().id().toString(), "needed", text, "room", room, "why", why);
    }
}
