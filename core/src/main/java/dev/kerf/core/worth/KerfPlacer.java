package dev.kerf.core.worth;

import dev.kerf.core.fit.Eligibility;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.place.NodeScore;
import dev.kerf.core.place.Placer;
import dev.kerf.core.place.RankedGroups;
import dev.kerf.core.place.Scan;
import dev.kerf.core.place.ScoreIndex;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Places each task where it costs the cluster the least of what it could still give to the tasks to expect.
 *
 * <p>A placement's cost, in GPUs, is the worth of the free GPU it takes beyond the task's own ({@link ShareWorth}), the
 * GPU it strands ({@link Stranding}), the blocks it breaks ({@link BlockScarcity}) and the price of its model
 * ({@link ModelScarcity}). Parts of a GPU choose among open devices by remainder, untouched devices and dead
 * remainders; everything else among nodes.
 */
public final class KerfPlacer implements Placer {
    private static final long NOT_FAILED = -1;
    private static final int LOOKED_AT = 8;
    private final Workspace workspace;
    private final Outlook outlook;
    private final Books books;
    private final PartCosts parts;
    private final Eligibility eligibility;
    private final RankedGroups nodes;
    private final RankedGroups untouched;
    private final RankedGroups dead;
    private final NodeScore nodeCost;
    private final Scan scan;
    private final long[] failedAt;

    /** A placer that goes by this outlook until the cycle ends. */
    public KerfPlacer(Workspace workspace, Outlook outlook) {
        Snapshot snapshot = workspace.snapshot();
        this.workspace = workspace;
        this.outlook = outlook;
        this.books = new Books(workspace, outlook.mix(), new ShareWorth(outlook.prices()), outlook.knobs());
        this.parts = new PartCosts(books);
        this.eligibility = new Eligibility(snapshot);
        this.nodeCost = new NodeCost(books, parts);
        this.nodes = new RankedGroups(workspace, nodeCost, eligibility);
        this.untouched = new RankedGroups(workspace, new PartCosts.Untouched(parts), eligibility);
        this.dead = new RankedGroups(workspace, new PartCosts.Dead(parts), eligibility);
        this.scan = new Scan(workspace, eligibility, nodeCost);
        this.failedAt = new long[snapshot.classes().size()];
        Arrays.fill(failedAt, NOT_FAILED);
    }

    /** What it goes by. */
    public Outlook outlook() {
        return outlook;
    }

    @Override
    public int place(int task) {
        int taskClass = workspace.snapshot().classOf(task);
        books.catchUp();
        if (scan.needed(taskClass)) {
            int node = scan.best(taskClass);
            return node == Workspace.NOWHERE ? node : put(task, node, nodeCost.devices(workspace, taskClass, node));
        }
        if (failedAt[taskClass] == workspace.changes().releases()) {
            return Workspace.NOWHERE;
        }
        Choice choice = choose(taskClass);
        if (choice.node() == Workspace.NOWHERE) {
            failedAt[taskClass] = workspace.changes().releases();
            return Workspace.NOWHERE;
        }
        return put(task, choice.node(), choice.devices());
    }

    @Override
    public int place(int task, BitSet within) {
        int taskClass = workspace.snapshot().classOf(task);
        books.catchUp();
        int node = scan.best(taskClass, within);
        return node == Workspace.NOWHERE ? node : put(task, node, nodeCost.devices(workspace, taskClass, node));
    }

    private int put(int task, int node, long devices) {
        workspace.place(task, node, devices);
        return node;
    }

    private Choice choose(int taskClass) {
        Choice choice = new Choice();
        GpuNeed need = workspace.snapshot().gpuNeed(taskClass);
        if (need instanceof GpuNeed.Fraction f && f.devices() == 1) {
            choosePart(taskClass, f.thousandths(), choice);
        } else {
            double priced = need instanceof GpuNeed.None ? 0 : need.devices();
            chooseNode(taskClass, priced, choice);
        }
        return choice;
    }

    private void chooseNode(int taskClass, double priced, Choice choice) {
        boolean anew = books.blocksScarce();
        for (ScoreIndex index : nodes.indexes(taskClass)) {
            double top = anew ? index.topAnew() : index.top();
            if (top != NodeScore.OUT) {
                choice.offer(-top + books.price(index.node(), priced), index.node());
            }
        }
        if (choice.node() != Workspace.NOWHERE) {
            choice.take(nodeCost.devices(workspace, taskClass, choice.node()));
        }
    }

    private void choosePart(int taskClass, int part, Choice choice) {
        boolean anew = books.blocksScarce();
        double priced = parts.priced(part);
        double breaking = parts.ofDevice(dev.kerf.core.model.Share.WHOLE, part);
        for (ScoreIndex index : untouched.indexes(taskClass)) {
            double top = anew ? index.topAnew() : index.top();
            if (top != NodeScore.OUT) {
                choice.offer(-top + breaking + books.price(index.node(), priced), index.node());
            }
        }
        chooseDead(taskClass, part, priced, choice);
        chooseOpen(taskClass, part, priced, choice);
        choice.settle(workspace);
    }

    private void chooseDead(int taskClass, int part, double priced, Choice choice) {
        if (!books.worth.dead(part)) {
            return;
        }
        NodeScore score = new PartCosts.Dead(parts);
        for (ScoreIndex index : dead.indexes(taskClass)) {
            double top = index.topAnew();
            if (top != NodeScore.OUT) {
                int node = index.node();
                double cost = -top - books.worth.of(part) + books.price(node, priced);
                int device = workspace.snapshot().firstDevice(node)
                        + Long.numberOfTrailingZeros(score.devices(workspace, taskClass, node));
                choice.offerDevice(cost, node, device);
            }
        }
    }

    /**
     * Looks through the open devices, smallest remainder first; skips remainders that cannot win, and of many devices
     * with one remainder looks at those that came last.
     */
    private void chooseOpen(int taskClass, int part, double priced, Choice choice) {
        BitSet eligible = eligibility.nodes(taskClass);
        OpenDevices open = books.open;
        for (int left = open.next(part); left >= 0; left = open.next(left + 1)) {
            double lost = parts.lost(left, part);
            double cost = parts.ofDevice(left, part);
            if (cost - books.strand() * lost > choice.cost()) {
                continue;
            }
            int oldest = Math.max(0, open.count(left) - LOOKED_AT);
            for (int i = open.count(left) - 1; i >= oldest; i--) {
                int device = open.device(left, i);
                int node = books.nodeOf(device);
                if (cost + books.leastAside(node, lost) <= choice.cost()
                        && eligible.get(node)
                        && workspace.hasRoomOn(taskClass, node, device)) {
                    double all = cost + books.price(node, priced) + books.aside(taskClass, node, lost, 0);
                    choice.offerDevice(all, node, device);
                }
            }
        }
    }
}
