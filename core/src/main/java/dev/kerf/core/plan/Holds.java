package dev.kerf.core.plan;

import dev.kerf.core.fit.Explanation;
import dev.kerf.core.fit.Verdict;
import dev.kerf.core.gang.Muster;
import dev.kerf.core.model.Gang;
import dev.kerf.core.queue.QueueTree;
import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Count;
import dev.kerf.core.reason.Fit;
import dev.kerf.core.reason.Reason;
import dev.kerf.core.snapshot.Crew;
import dev.kerf.core.snapshot.Party;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
    private final BitSet promised = new BitSet();

    Holds(Cycle cycle) {
        this.snapshot = cycle.snapshot;
        this.workspace = cycle.workspace;
        this.muster = cycle.muster;
        cycle.promised.forEach(promised::set);
        this.empty = Workspace.empty(snapshot);
        this.explanation = new Explanation(workspace, empty);
        for (Party party : snapshot.parties()) {
            Verdict queue = ofQueue(cycle, party);
            if (queue != null) {
                cycle.open(party).forEach(task -> held.put(task, queue));
            }
        }
        if (!snapshot.gangs().isEmpty()) {
            judgeGangs();
        }
    }

    /** What queues have to say; null: it is for the nodes to say. */
    private @Nullable Verdict ofQueue(Cycle cycle, Party party) {
        if (party.queue() != QueueTree.NONE) {
            return cycle.said(party);
        }
        Reason refusal = snapshot.queueRefusal(party.first());
        return refusal == null ? null : new Verdict(Fit.NOT_NOW, refusal, List.of());
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
            int any = crew.allPending().findFirst().orElse(-1);
            Verdict queue = held.get(any);
            Verdict never = queue == null ? null : lack.never(crew);
            Verdict verdict =
                    queue == null || never != null || !gang.refusals().isEmpty() ? lack.of(gang, crew) : queue;
            crew.allPending().forEach(task -> held.put(task, verdict));
            all(crew)
                    .filter(c -> !c.isEmpty())
                    .forEach(
                            c -> gangs.add(new GangVerdict(gang.id(), c.part().id(), verdict.fit(), verdict.reason())));
            return;
        }
        boolean now = crew.part().started() || crew.allPending().noneMatch(promised::get);
        gangs.add(new GangVerdict(
                gang.id(),
                crew.part().id(),
                now ? Fit.FITS : Fit.NOT_NOW,
                standing(now ? Code.GANG_STARTED : Code.GANG_PROMISED, crew)));
        crew.crews().forEach(c -> judge(lack, gang, c));
    }

    private static Stream<Crew> all(Crew crew) {
        return Stream.concat(Stream.of(crew), crew.crews().stream().flatMap(Holds::all));
    }

    private Reason standing(Code code, Crew crew) {
        int count = muster.present(crew);
        TreeSet<Integer> nodes = new TreeSet<>();
        muster.members(crew).map(workspace::nodeOf).forEach(nodes::add);
        String on = nodes.size() == 1 ? snapshot.node(nodes.first()).name() : nodes.size() + " nodes";
        return Reason.of(code, "count", Count.of(count, "pod"), "nodes", nodes.isEmpty() ? "its nodes" : on);
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
                Verdict verdict = verdict(task);
                holds.add(new Decision.Hold(snapshot.task(task).id(), verdict.fit(), verdict.reason()));
            }
        }
        return holds;
    }

    /** What nodes can never give is said before what queues will not. */
    private Verdict verdict(int task) {
        Verdict said = held.get(task);
        if (said == null) {
            return verdicts.computeIfAbsent(snapshot.classOf(task), explanation::of);
        }
        if (said.fit() == Fit.NEVER || said.reason().code().ofGang() || !alone(task)) {
            return said;
        }
        Verdict nodes = verdicts.computeIfAbsent(snapshot.classOf(task), explanation::of);
        return nodes.fit() == Fit.NEVER ? nodes : said;
    }

    private boolean alone(int task) {
        return snapshot.gangOf(task) == Snapshot.ALONE && snapshot.queueOf(task) != QueueTree.NONE;
    }
}
