package dev.kerf.core.plan;

import dev.kerf.core.fit.Explanation;
import dev.kerf.core.fit.Verdict;
import dev.kerf.core.model.Gang;
import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Fit;
import dev.kerf.core.reason.Reason;
import dev.kerf.core.snapshot.Crew;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a cycle says once all is placed: why whoever is held is held, and what became of each gang. */
final class Holds {
    private final Snapshot snapshot;
    private final Workspace workspace;
    private final Muster muster;
    private final Explanation explanation;
    private final Workspace empty;
    private final Map<Integer, Verdict> verdicts = new HashMap<>();
    private final Map<Integer, Verdict> held = new HashMap<>();
    private final List<GangVerdict> gangs = new ArrayList<>();

    Holds(Workspace workspace, Muster muster) {
        this.snapshot = workspace.snapshot();
        this.workspace = workspace;
        this.muster = muster;
        this.empty = Workspace.empty(snapshot);
        this.explanation = new Explanation(workspace, empty);
        if (!snapshot.gangs().isEmpty()) {
            judgeGangs();
        }
    }

    private void judgeGangs() {
        GangLack lack = new GangLack(workspace, empty, muster, explanation);
        for (int g = 0; g < snapshot.gangs().size(); g++) {
            judge(lack, snapshot.gangs().get(g), snapshot.crew(g));
        }
    }

    private void judge(GangLack lack, Gang gang, Crew crew) {
        if (crew.isEmpty()) {
            return;
        }
        if (!gang.refusals().isEmpty() || !muster.met(crew)) {
            Verdict verdict = lack.of(gang, crew);
            crew.allPending().forEach(task -> held.put(task, verdict));
            all(crew)
                    .filter(c -> !c.isEmpty())
                    .forEach(
                            c -> gangs.add(new GangVerdict(gang.id(), c.part().id(), verdict.fit(), verdict.reason())));
            return;
        }
        gangs.add(new GangVerdict(gang.id(), crew.part().id(), Fit.FITS, started(crew)));
        crew.crews().forEach(c -> judge(lack, gang, c));
    }

    private static Stream<Crew> all(Crew crew) {
        return Stream.concat(Stream.of(crew), crew.crews().stream().flatMap(Holds::all));
    }

    private Reason started(Crew crew) {
        int count = muster.present(crew);
        TreeSet<Integer> nodes = new TreeSet<>();
        crew.allPending()
                .map(workspace::nodeOf)
                .filter(n -> n != Workspace.NOWHERE)
                .forEach(nodes::add);
        String on = nodes.size() == 1 ? snapshot.node(nodes.first()).name() : nodes.size() + " nodes";
        return Reason.of(
                Code.GANG_STARTED,
                "count",
                count == 1 ? "1 pod" : count + " pods",
                "nodes",
                nodes.isEmpty() ? "its nodes" : on);
    }

    /** What became of each gang, and of each of its parts that has members. */
    List<GangVerdict> gangs() {
        return gangs;
    }

    /** One for each task that found no node. */
    List<Decision> decisions() {
        List<Decision> holds = new ArrayList<>();
        for (int task = 0; task < snapshot.pendingCount(); task++) {
            if (workspace.nodeOf(task) == Workspace.NOWHERE) {
                Verdict gang = held.get(task);
                Verdict verdict =
                        gang == null ? verdicts.computeIfAbsent(snapshot.classOf(task), explanation::of) : gang;
                holds.add(new Decision.Hold(snapshot.task(task).id(), verdict.fit(), verdict.reason()));
            }
        }
        return holds;
    }
}
