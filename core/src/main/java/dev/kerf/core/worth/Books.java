package dev.kerf.core.worth;

import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Share;
import dev.kerf.core.snapshot.ChangeLog;
import dev.kerf.core.snapshot.Dimensions;
import dev.kerf.core.snapshot.Group;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.TaskClass;
import dev.kerf.core.snapshot.Workspace;
import java.util.stream.IntStream;

/**
 * What each node's free GPU is worth and how much of it is stranded, the open devices by remainder, and the prices that
 * follow from the whole; kept up with the workspace by its log of changes.
 */
final class Books {
    private static final double NANO = 1e9;
    private static final double MILLI = 1000;
    /** A node's row in the book: one line of cache, since a decision looks at many nodes. */
    private static final int ROW = 8;

    private static final int CORES = 0;
    private static final int GIB_FREE = 1;
    private static final int WHOLE = 2;
    private static final int NANOS = 3;
    private static final int STRANDED = 4;
    private static final int MODEL = 5;
    private static final int RELIEF = 6;
    private static final int WORTH = 7;
    private static final double MOST_STOCK = 0.5;
    /** Of nodes that cost the same the fullest is taken: first by free devices, then by free cores. */
    private static final double TIDY = 1e-5;
    /** A bound is loose by this much, so that no rounding makes it wrong. */
    private static final double LOOSE = 1e-6;

    private static final double GIB = Bytes.ofGib(1).count();

    final Workspace workspace;
    final Models models;
    final ShareWorth worth;
    final OpenDevices open;
    final ModelScarcity modelScarcity;
    private final Knobs knobs;
    private final double stock;
    private final Stranding stranding;
    private final BlockScarcity blockScarcity;
    private final long[] seen;
    private final int[] nodeOfDevice;
    private final double[] book;
    private final double[] reliefByGpu;
    private final double[] coresAsked;
    private final double[] gibAsked;

    Books(Workspace workspace, Mix mix, ShareWorth worth, Knobs knobs) {
        Snapshot snapshot = workspace.snapshot();
        this.workspace = workspace;
        this.worth = worth;
        this.knobs = knobs;
        this.stock = Math.min(MOST_STOCK, knobs.stock() / Math.max(1, snapshot.deviceCount()));
        this.models = new Models(snapshot);
        this.open = new OpenDevices(snapshot.deviceCount(), Share.WHOLE);
        this.stranding = new Stranding(mix, worth, models, knobs);
        this.modelScarcity = new ModelScarcity(mix, worth, models, knobs);
        this.blockScarcity = new BlockScarcity(mix, worth, models, knobs, snapshot.deviceCount());
        this.seen = new long[snapshot.groups().size()];
        this.nodeOfDevice = new int[snapshot.deviceCount()];
        this.book = new double[snapshot.nodeCount() * ROW];
        this.reliefByGpu = IntStream.range(0, models.count())
                .mapToDouble(stranding::ofCounts)
                .toArray();
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
        int count = changes.gather(g, seen[g]);
        for (int i = 0; i < count; i++) {
            readAgain(group.nodes()[changes.gathered()[i]]);
        }
    }

    private void reprice() {
        modelScarcity.reprice();
        blockScarcity.reprice(modelScarcity.free());
    }

    private void readAgain(int node) {
        int row = node * ROW;
        blockScarcity.count(-1, model(row), whole(row), book[row + CORES], book[row + GIB_FREE]);
        modelScarcity.changed(model(row), -(long) book[row + NANOS]);
        read(node);
    }

    private int model(int row) {
        return (int) book[row + MODEL];
    }

    private int whole(int row) {
        return (int) book[row + WHOLE];
    }

    private void read(int node) {
        Snapshot snapshot = workspace.snapshot();
        long nanos = 0;
        for (int d = snapshot.firstDevice(node); d < snapshot.firstDevice(node) + snapshot.deviceCount(node); d++) {
            int left = workspace.deviceFree(d);
            nanos += Math.round(worth.left(left) * NANO);
            open.set(d, left, left > 0 && left < Share.WHOLE && !worth.dead(left));
        }
        int row = node * ROW;
        int model = models.of(node);
        double cores = workspace.free(node, Dimensions.CPU) / MILLI;
        double gib = workspace.free(node, Dimensions.MEMORY) / GIB;
        int whole = workspace.wholeFree(node);
        book[row + CORES] = cores;
        book[row + GIB_FREE] = gib;
        book[row + WHOLE] = whole;
        book[row + NANOS] = nanos;
        double gpus = nanos / NANO;
        book[row + STRANDED] = stranding.of(model, gpus, whole, cores, gib);
        book[row + MODEL] = model;
        book[row + RELIEF] = stranding.ofShort(model, gpus, cores, gib);
        book[row + WORTH] = gpus;
        blockScarcity.count(1, model, whole, cores, gib);
        modelScarcity.changed(model, nanos);
    }

    /** Bits of the node's row, whatever they say: a row may lie on two lines of memory. */
    long glance(int node) {
        int row = node * ROW;
        return Double.doubleToRawLongBits(book[row]) ^ Double.doubleToRawLongBits(book[row + ROW - 1]);
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
        int row = node * ROW;
        int model = model(row);
        double cores = book[row + CORES];
        double gib = book[row + GIB_FREE];
        double coresAfter = cores - coresAsked[taskClass];
        double gibAfter = gib - gibAsked[taskClass];
        int whole = whole(row);
        double after = stranding.of(model, book[row + WORTH] - lost, whole - devices, coresAfter, gibAfter);
        double cost = knobs.strand() * (after - book[row + STRANDED]) + TIDY * (whole + cores * TIDY);
        return blockScarcity.scarce()
                ? cost + blockScarcity.broken(model, whole, cores, gib, whole - devices, coresAfter, gibAfter)
                : cost;
    }

    /**
     * No less than this is what a placement costs {@linkplain #aside aside}: as if it ended all shortage of CPU and memory on
     * the node and broke no block.
     */
    double leastAside(int node, double lost) {
        int row = node * ROW;
        return -knobs.strand() * (book[row + RELIEF] + reliefByGpu[model(row)] * lost) - LOOSE;
    }

    /** Price of so much GPU on the node's model. */
    double price(int node, double gpus) {
        return modelScarcity.price(models.of(node)) * gpus;
    }

    /** What it costs to have one more device left with so much, beside those there are. */
    double stocking(int left) {
        return left <= 0 || worth.dead(left) || left == Share.WHOLE ? 0 : stock * (open.count(left) + 0.5);
    }

    /** What is saved by having one device less left with so much. */
    double unstocking(int left) {
        return stock * (open.count(left) - 0.5);
    }

    double strand() {
        return knobs.strand();
    }
}
