package dev.kerf.core.plan;

import dev.kerf.core.fit.Eligibility;
import dev.kerf.core.fit.Room;
import dev.kerf.core.model.PartId;
import dev.kerf.core.model.Share;
import dev.kerf.core.model.Slice;
import dev.kerf.core.place.Placer;
import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Reason;
import dev.kerf.core.snapshot.Crew;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One cycle. A pure function: the same snapshot, policy and seed give the same plan, whatever order the records came
 * in. The tasks are served one after the other, a gang like one task; those that found no room are tried again as long as
 * others, placed after them, may have brought the company they wait for. Reasons are given for the state the cycle ends
 * in.
 */
public final class Planner {
    private final Snapshot snapshot;
    private final Workspace workspace;
    private final Placer placer;
    private final Muster muster;

    private Planner(Snapshot snapshot, Policy policy, long seed) {
        this.snapshot = snapshot;
        this.workspace = new Workspace(snapshot);
        this.placer = policy.placer(workspace, seed);
        this.muster = new Muster(workspace, placer, new Room(workspace, new Eligibility(snapshot)));
    }

    /** The plan for the snapshot. */
    public static Plan plan(Snapshot snapshot, Policy policy, long seed) {
        return new Planner(snapshot, policy, seed).cycle();
    }

    private Plan cycle() {
        List<Integer> bound = place();
        List<Decision> decisions = new ArrayList<>();
        bound.forEach(task -> decisions.add(bind(task)));
        Holds holds = new Holds(workspace, muster);
        decisions.addAll(holds.decisions());
        return new Plan(decisions, holds.gangs(), snapshot.warnings());
    }

    /** Places what can be placed; the tasks that found a node, in the order they did. */
    private List<Integer> place() {
        List<Integer> bound = new ArrayList<>();
        boolean progress = true;
        while (progress) {
            int before = bound.size();
            for (int task = 0; task < snapshot.pendingCount(); task++) {
                if (snapshot.gangOf(task) != Snapshot.ALONE) {
                    task = placeGang(task, bound);
                } else if (workspace.nodeOf(task) == Workspace.NOWHERE && placer.place(task) != Workspace.NOWHERE) {
                    bound.add(task);
                }
            }
            progress = bound.size() > before && companyMatters();
        }
        return bound;
    }

    /** Places the gang whose first member this is; its last member. */
    private int placeGang(int first, List<Integer> bound) {
        int gang = snapshot.gangOf(first);
        Crew crew = snapshot.crew(gang);
        if (snapshot.gangs().get(gang).refusals().isEmpty()) {
            muster.place(crew, bound);
        }
        return first + (int) crew.allPending().count() - 1;
    }

    private boolean companyMatters() {
        return !snapshot.relations().counters().isEmpty();
    }

    private Decision bind(int task) {
        int node = workspace.nodeOf(task);
        List<Slice> slices = slices(task, node);
        String name = snapshot.node(node).name();
        Reason reason = Reason.of(Code.PLACED, "node", name, "devices", devices(slices));
        int gang = snapshot.gangOf(task);
        @Nullable
        PartId id = gang == Snapshot.ALONE ? null : snapshot.gangs().get(gang).id();
        return new Decision.Bind(snapshot.task(task).id(), name, slices, reason, id);
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
}
