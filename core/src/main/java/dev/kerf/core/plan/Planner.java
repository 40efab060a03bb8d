package dev.kerf.core.plan;

import dev.kerf.core.model.PartId;
import dev.kerf.core.model.Share;
import dev.kerf.core.model.Slice;
import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Reason;
import dev.kerf.core.snapshot.Party;
import dev.kerf.core.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One cycle. A pure function: the same snapshot, policy and seed give the same plan, whatever order the records came
 * in. Each step takes what still waits, in the order of its turns, and leaves what it could not help. Reasons are given for the state
 * the cycle ends in.
 */
public final class Planner {
    private final Snapshot snapshot;
    private final Cycle cycle;
    private final Progress progress;

    private Planner(Snapshot snapshot, Policy policy, long seed, Progress progress) {
        this.snapshot = snapshot;
        this.cycle = new Cycle(snapshot, policy, seed);
        this.progress = progress;
    }

    /** The plan for the snapshot. */
    public static Plan plan(Snapshot snapshot, Policy policy, long seed) {
        return plan(snapshot, policy, seed, Progress.UNHEARD);
    }

    /** The plan for the snapshot, each step of which is told of when it is done. */
    public static Plan plan(Snapshot snapshot, Policy policy, long seed, Progress progress) {
        return new Planner(snapshot, policy, seed, progress).cycle();
    }

    private Plan cycle() {
        Taking taking = new Taking(cycle);
        List<Party> waiting = after(Step.PLACE, new Placing(cycle).inTurn());
        waiting = after(Step.AWAIT, new Awaiting(cycle).promise(waiting));
        waiting = after(Step.CONSOLIDATE, new Moving(cycle).consolidate(waiting));
        waiting = after(Step.RECLAIM, taking.reclaim(waiting));
        waiting = after(Step.PREEMPT, taking.preempt(waiting));
        new Repairing(cycle).repair();
        after(Step.REPAIR, waiting);
        Plan plan = explained();
        progress.done(Step.EXPLAIN);
        return plan;
    }

    private List<Party> after(Step step, List<Party> waiting) {
        progress.done(step);
        return waiting;
    }

    private Plan explained() {
        List<Decision> decisions = new ArrayList<>(cycle.evictions);
        cycle.bound.forEach(task -> decisions.add(bind(task)));
        cycle.promised.forEach(task -> decisions.add(nominate(task)));
        Holds holds = new Holds(cycle);
        decisions.addAll(holds.decisions());
        return new Plan(decisions, holds.gangs(), snapshot.warnings(), new Overviews(cycle).queues());
    }

    private Decision nominate(int task) {
        int node = cycle.workspace.nodeOf(task);
        List<Slice> slices = slices(task, node);
        String name = snapshot.node(node).name();
        Reason reason = Reason.of(Code.NOMINATED, "node", name, "devices", devices(slices));
        return new Decision.Nominate(snapshot.task(task).id(), name, slices, reason, gang(task));
    }

    private @Nullable PartId gang(int task) {
        int gang = snapshot.gangOf(task);
        return gang == Snapshot.ALONE ? null : snapshot.gangs().get(gang).id();
    }

    private Decision bind(int task) {
        int node = cycle.workspace.nodeOf(task);
        List<Slice> slices = slices(task, node);
        String name = snapshot.node(node).name();
        Reason reason = Reason.of(Code.PLACED, "node", name, "devices", devices(slices));
        return new Decision.Bind(snapshot.task(task).id(), name, slices, reason, gang(task));
    }

    private List<Slice> slices(int task, int node) {
        Share share = snapshot.share(snapshot.classOf(task), node);
        List<Slice> slices = new ArrayList<>();
        for (long rest = cycle.workspace.devicesOf(task); rest != 0 && share != null; rest &= rest - 1) {
            slices.add(new Slice(Long.numberOfTrailingZeros(rest), share));
        }
        return slices;
    }

    private static String devices(List<Slice> slices) {
        if (slices.isEmpty()) {
            return "";
        }
        String numbers = slices.stream().map(s -> Integer.toString(s.device())).collect(Collectors.joining(","));
        Share share = slices.getFirst().share();
        String part = share.thousandths() == Share.WHOLE ? "" : share + " of ";
        return ", " + part + (slices.size() == 1 ? "GPU " : part.isEmpty() ? "GPUs " : "each of GPUs ") + numbers;
    }
}
