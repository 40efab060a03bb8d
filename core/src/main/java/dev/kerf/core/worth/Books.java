package dev.kerf.core.worth;

import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Share;
import dev.kerf.core.snapshot.ChangeLog;
import dev.kerf.core.snapshot.Dimensions;
import dev.kerf.core.snapshot.Group;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.TaskClass;
import dev.kerf.core.snapshot.Workspace;

/**
 * What each node's free GPU is worth and how much of it is stranded, the open devices by remainder, and the prices that
 * follow from the whole; kept up with the workspace by its log of changes.
 */
final class Books {
    private static final double NANO = 1e9;
    private static final double MILLI = 1000;
    private static final double GIB = Bytes.ofGib(1).count();

    final Workspace workspace;
    final Models models;
    final ShareWorth worth;
    final OpenDevices open;
    final ModelScarcity modelScarcity;
    private final Knobs knobs;
    private final Stranding stranding;
    private final BlockScarcity blockScarcity;
    private final long[] seen;
    private final int[] nodeOfDevice;
    private final double[] cores;
    private final double[] gib;
    private final int[] whole;
    private final long[] nanos;
    private final double[] stranded;
    private final double[] coresAsked;
    private final double[] gibAsked;

    Books(Workspace workspace, Mix mix, ShareWorth worth, Knobs knobs) {
        Snapshot snapshot = workspace.snapshot();
        this.workspace = workspace;
        this.worth = worth;
        this.knobs = knobs;
        this.models = new Models(snapshot);
        this.open = new OpenDevices(snapshot.deviceCount(), Share.WHOLE);
        this.stranding = new Stranding(mix, worth, models, knobs);
        this.modelScarcity = new ModelScarcity(mix, worth, models, knobs);
        this.blockScarcity = new BlockScarcity(mix, worth, models, knobs, snapshot.deviceCount());
        this.seen = new long[snapshot.groups().size()];
        this.nodeOfDevice = new int[snapshot.deviceCount()];
        int nodes = snapshot.nodeCount();
        this.cores = new double[nodes];
        this.gib = new double[nodes];
        this.whole = new int[nodes];
        this.nanos = new long[nodes];
        this.stranded = new double[nodes];
        this.coresAsked =
                snapshot.classes().stream().mapToDouble(Books::coresOf).toArray();
        this.gibAsked = snapshot.classes().stream().mapToDouble(Books::gibOf).toArray();
        begin(snapshot);
    }

    private static double coresOf(TaskClass c) {
        return c.need().cpu().milli() / MILLI;
    }

    private static double gibOf(TaskClass c) {
        return c.need().memory().count() / GIB;
    }

    private void begin(Snapshot snapshot) {
        for (int n = 0; n < snapshot.nodeCount(); n++) {
            for (int d = 0; d < snapshot.deviceCount(n); d++) {
                nodeOfDevice[snapshot.firstDevice(n) + d] = n;
            }
            read(n);
        }
        for (Group group : snapshot.groups()) {
            seen[group.index()] = workspace.changes().length(group.index());
        }
        reprice();
    }

    /** Takes in what changed since the last time. */
    void catchUp() {
        ChangeLog changes = workspace.changes();
        boolean any = false;
        for (int g = 0; g < seen.length; g++) {
            if (seen[g] != changes.length(g)) {
                catchUp(workspace.snapshot().groups().get(g), changes);
                seen[g] = changes.length(g);
                any = true;
            }
        }
        if (any) {
            reprice();
        }
    }

    private void catchUp(Group group, ChangeLog changes) {
        int g = group.index();
        if (!changes.reachesBack(g, seen[g])) {
            for (int node : group.nodes()) {
                readAgain(node);
            }
            return;
        }
        for (long at = seen[g]; at < changes.length(g); at++) {
            int node = group.nodes()[changes.position(g, at)];
            if (!changes.outdated(node, at)) {
                readAgain(node);
            }
        }
    }

    private void reprice() {
        modelScarcity.reprice();
        blockScarcity.reprice(modelScarcity.free());
    }

    private void readAgain(int node) {
        blockScarcity.count(-1, models.of(node), whole[node], cores[node], gib[node]);
        modelScarcity.changed(models.of(node), -nanos[node]);
        read(node);
    }

    private void read(int node) {
        Snapshot snapshot = workspace.snapshot();
        cores[node] = workspace.free(node, Dimensions.CPU) / MILLI;
        gib[node] = workspace.free(node, Dimensions.MEMORY) / GIB;
        whole[node] = workspace.wholeFree(node);
        nanos[node] = 0;
        for (int d = snapshot.firstDevice(node); d < snapshot.firstDevice(node) + snapshot.deviceCount(node); d++) {
            int left = workspace.deviceFree(d);
            nanos[node] += Math.round(worth.left(left) * NANO);
            open.set(d, left, left > 0 && left < Share.WHOLE && !worth.dead(left));
        }
        int model = models.of(node);
        stranded[node] = stranding.of(model, nanos[node] / NANO, whole[node], cores[node], gib[node]);
        blockScarcity.count(1, model, whole[node], cores[node], gib[node]);
        modelScarcity.changed(model, nanos[node]);
    }

    int nodeOf(int device) {
        return nodeOfDevice[device];
    }

    /** Whether breaking blocks of free devices costs anything now. */
    boolean blocksScarce() {
        return blockScarcity.scarce();
    }

    /**
     * What a placement costs beyond the GPU it takes: GPU it strands, blocks it breaks.
     *
     * @param lost    worth of free GPU it takes
     * @param devices untouched devices it touches
     */
    double aside(int taskClass, int node, double lost, int devices) {
        int model = models.of(node);
        double coresAfter = cores[node] - coresAsked[taskClass];
        double gibAfter = gib[node] - gibAsked[taskClass];
        int wholeAfter = whole[node] - devices;
        double after = stranding.of(model, nanos[node] / NANO - lost, wholeAfter, coresAfter, gibAfter);
        double cost = knobs.strand() * (after - stranded[node]);
        return blockScarcity.scarce()
                ? cost
                        + blockScarcity.broken(
                                model, whole[node], cores[node], gib[node], wholeAfter, coresAfter, gibAfter)
                : cost;
    }

    /** Price of so much GPU on the node's model. */
    double price(int node, double gpus) {
        return modelScarcity.price(models.of(node)) * gpus;
    }

    /** What it costs to have one more device left with so much, beside those there are. */
    double stocking(int left) {
        return left <= 0 || worth.dead(left) || left == Share.WHOLE ? 0 : knobs.stock() * (open.count(left) + 0.5);
    }

    /** What is saved by having one device less left with so much. */
    double unstocking(int left) {
        return knobs.stock() * (open.count(left) - 0.5);
    }

    double strand() {
        return knobs.strand();
    }
}
