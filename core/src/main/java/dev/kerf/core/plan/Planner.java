package dev.kerf.core.plan;

import dev.kerf.core.fit.Explanation;
import dev.kerf.core.fit.Verdict;
import dev.kerf.core.model.Share;
import dev.kerf.core.model.Slice;
import dev.kerf.core.place.Placer;
import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Reason;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One cycle. A pure function: the same snapshot, policy and seed give the same plan, whatever order the records came
 * in. The tasks are served one after the other; those that found no room are tried again as long as others, placed
 * after them, may have brought the company they wait for. Reasons are given for the state the cycle ends in.
 */
public final class Planner {
    private final Snapshot snapshot;
    private final Workspace workspace;
    private final Placer placer;

    private Planner(Snapshot snapshot, Policy policy, long seed) {
        this.snapshot = snapshot;
        this.workspace = new Workspace(snapshot);
        this.placer = policy.placer(workspace, seed);
    }

    /** The plan for the snapshot. */
    public static Plan plan(Snapshot snapshot, Policy policy, long seed) {
        return new Planner(snapshot, policy, seed).cycle();
    }

    private Plan cycle() {
        List<Integer> bound = place();
        List<Decision> decisions = new ArrayList<>();
        bound.forEach(task -> decisions.add(bind(task)));
        decisions.addAll(holds());
        return new Plan(decisions, snapshot.warnings());
    }

    /** Places what can be placed; the tasks that found a node, in the order they did. */
    private List<Integer> place() {
        List<Integer> bound = new ArrayList<>();
        boolean progress = true;
        while (progress) {
            int before = bound.size();
            for (int task = 0; task < snapshot.pendingCount(); task++) {
                boolean open = workspace.nodeOf(task) == Workspace.NOWHERE;
                if (open && placer.place(task) != Workspace.NOWHERE) {
                    bound.add(task);
                }
            }
            progress = bound.size() > before && companyMatters();
        }
        return bound;
    }

    private boolean companyMatters() {
        return !snapshot.relations().counters().isEmpty();
    }

    private Decision bind(int task) {
        int node = workspace.nodeOf(task);
        List<Slice> slices = slices(task, node);
        String name = snapshot.node(node).name();
        Reason reason = Reason.of(Code.PLACED, "node", name, "devices", devices(slices));
        return new Decision.Bind(snapshot.task(task).id(), name, slices, reason);
    }

    private List<Slice> slices(int task, int node) {
        Share share = snapshot.share(snapshot.classOf(task), node);
        List<Slice> slices = new ArrayList<>();
        for (long rest = workspace.devicesOf(task); rest != 0 && share != null; rest &= rest - 1) {
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

    private List<Decision> holds() {
        Explanation explanation = new Explanation(workspace, Workspace.empty(snapshot));
        Map<Integer, Verdict> verdicts = new HashMap<>();
        List<Decision> holds = new ArrayList<>();
        for (int task = 0; task < snapshot.pendingCount(); task++) {
            if (workspace.nodeOf(task) == Workspace.NOWHERE) {
                Verdict verdict = verdicts.computeIfAbsent(snapshot.classOf(task), explanation::of);
                holds.add(new Decision.Hold(snapshot.task(task).id(), verdict.fit(), verdict.reason()));
            }
        }
        return holds;
    }
}
